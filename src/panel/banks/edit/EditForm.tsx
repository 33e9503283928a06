import { message } from '../../browser.ts';
import { serviceWord } from '../../flows/service-word.ts';
import { DemandFields } from './DemandFields.tsx';
import { EnvironmentFields } from './EnvironmentFields.tsx';
import type { EditSide } from './edit-side.ts';
import { AUTHENTICATIONS, CERTIFICATES, PKCE, SERVICES } from './fields.ts';
import { LifetimeFields } from './LifetimeFields.tsx';
import { ChoiceMember, ListMember, SetMember, TextMember } from './MemberFields.tsx';

/** The usual facts of a profile as fields; all the others are in the JSON. */
export function EditForm({ side }: { side: EditSide }) {
  return (
    <div class="edit-form">
      <fieldset class="edit-group">
        <legend>{message('edit_bank')}</legend>
        <TextMember
          side={side}
          path={['id']}
          label={message('edit_id')}
          hint={message('edit_id_hint')}
          emptied="empty"
        />
        <TextMember
          side={side}
          path={['group']}
          label={message('edit_group')}
          hint={message('edit_group_hint')}
          plain
          emptied="empty"
        />
        <TextMember
          side={side}
          path={['label']}
          label={message('edit_service_label')}
          plain
          emptied="empty"
        />
        <ChoiceMember
          side={side}
          path={['service']}
          label={message('edit_service')}
          options={SERVICES.map((value) => ({ value, word: serviceWord(value) }))}
        />
        <ListMember
          side={side}
          path={['countries']}
          label={message('edit_countries')}
          hint={message('edit_countries_hint')}
        />
      </fieldset>
      <EnvironmentFields side={side} />
      <fieldset class="edit-group">
        <legend>{message('bank_part_client')}</legend>
        <SetMember
          side={side}
          path={['clientAuthentication']}
          label={message('bank_authentication')}
          options={AUTHENTICATIONS.map((value) => ({
            value,
            word: message(`authentication_${value}`),
          }))}
        />
        <ChoiceMember
          side={side}
          path={['clientCertificate']}
          label={message('bank_certificate')}
          options={CERTIFICATES.map((value) => ({ value, word: message(`certificate_${value}`) }))}
        />
        <ChoiceMember
          side={side}
          path={['pkce']}
          label={message('bank_pkce')}
          options={PKCE.map((value) => ({ value, word: message(`bank_pkce_${value}`) }))}
        />
      </fieldset>
      <DemandFields side={side} />
      <fieldset class="edit-group">
        <legend>{message('bank_scopes')}</legend>
        <TextMember
          side={side}
          path={['scope', 'default']}
          label={message('edit_scope_default')}
          emptied="empty"
        />
        <TextMember
          side={side}
          path={['scope', 'separator']}
          label={message('edit_scope_separator')}
          hint={message('edit_scope_separator_hint')}
          emptied="empty"
        />
        <ListMember
          side={side}
          path={['scope', 'values']}
          label={message('edit_scope_values')}
          hint={message('edit_scope_values_hint')}
          lines
        />
      </fieldset>
      <LifetimeFields side={side} />
    </div>
  );
}

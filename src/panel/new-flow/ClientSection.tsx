import type { ClientAuthentication } from '../../core/banks/bank-profile.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { Choice } from './Choice.tsx';
import { changeDraft, usesClientSecret } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { SecretField } from './SecretField.tsx';
import type { SectionProps } from './section-props.ts';
import { TextField } from './TextField.tsx';

/** Who asks: the client as the bank has it on file. */
export function ClientSection(section: SectionProps) {
  const { form, change, problemOf, highlighted } = section;
  const { profile, draft } = form;
  const methods = profile.clientAuthentication;
  return (
    <section class="form-section" aria-label={message('new_flow_client_section')}>
      {methods.length > 1 && (
        <div class="wide">
          <Choice
            id={fieldId('clientAuthentication')}
            label={message('new_flow_client_authentication')}
            value={draft.clientAuthentication}
            onValue={(value) => {
              const clientAuthentication = methods.find((method) => method === value);
              if (clientAuthentication) change(changeDraft(form, { clientAuthentication }));
            }}
          >
            {methods.map((method) => (
              <option key={method} value={method}>
                {authenticationText(method)}
              </option>
            ))}
          </Choice>
        </div>
      )}
      <div class="wide">
        <TextField
          id={fieldId('clientId')}
          label={message('new_flow_client_id')}
          value={draft.clientId}
          placeholder={profile.clientId.example}
          onValue={(clientId) => change(changeDraft(form, { clientId }))}
          error={problemOf(fieldId('clientId'))}
          parameter="client_id"
          highlighted={highlighted}
        />
      </div>
      {usesClientSecret(draft) && (
        <div class="wide">
          <SecretField {...section} />
        </div>
      )}
      {draft.grant === 'authorization_code' && (
        <div class="wide">
          <TextField
            id={fieldId('redirectUri')}
            label={message('new_flow_redirect_uri')}
            value={draft.redirectUri}
            placeholder="https://app.example/callback"
            onValue={(redirectUri) => change(changeDraft(form, { redirectUri }))}
            hint={message('new_flow_redirect_uri_hint')}
            error={problemOf(fieldId('redirectUri'))}
            parameter="redirect_uri"
            highlighted={highlighted}
          />
        </div>
      )}
      {profile.clientCertificate === 'required' && (
        <p class="wide form-note">
          <Icon name="key" />
          <span>{message('new_flow_certificate_note')}</span>
        </p>
      )}
    </section>
  );
}

function authenticationText(method: ClientAuthentication): string {
  return message(`authentication_${method}`);
}

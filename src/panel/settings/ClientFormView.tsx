import { useEffect } from 'preact/hooks';
import { clientAuthenticationSchema } from '../../core/banks/grant.ts';
import type { ClientFault } from '../../core/clients/check-client.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import { CertificatePart } from '../clients/CertificatePart.tsx';
import { KeyPart, SpareKeyPart } from '../clients/KeyPart.tsx';
import type { KeyCommands } from '../clients/key-commands.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { usesClientSecret } from '../new-flow/draft-form.ts';
import { TextField } from '../new-flow/TextField.tsx';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';
import type { ClientDraft } from './client-draft.ts';
import { clientFieldId } from './client-field.ts';
import { faultText } from './fault-text.ts';
import { SecretPart } from './SecretPart.tsx';

export interface ClientFormViewProps {
  /** of the client; tells the fields of two forms apart */
  id: string;
  draft: ClientDraft;
  nowMs: number;
  keys: KeyCommands;
  secretIs: SavedClient['secretIs'];
  /** to be shown: only of fields that the person has left */
  faults: readonly ClientFault[];
  onChange(change: Partial<ClientDraft>): void;
  onLeave(field: string): void;
  onSave(): void;
  onCancel(): void;
}

const METHODS = clientAuthenticationSchema.options;

/** The form for one client, in place of its row. */
export function ClientFormView(props: ClientFormViewProps) {
  const { id, draft, keys, nowMs, faults, onChange, onLeave, onSave, onCancel } = props;
  const idOf = (field: string) => clientFieldId({ id }, field);
  const errorOf = (field: ClientFault['field']) => {
    const fault = faults.find((other) => other.field === field);
    return fault && faultText(fault);
  };
  useEffect(() => document.getElementById(clientFieldId({ id }, 'label'))?.focus(), [id]);
  const Key = draft.clientAuthentication === 'private_key_jwt' ? KeyPart : SpareKeyPart;
  const leave = ({ target }: FocusEvent) => {
    const field = target instanceof HTMLElement ? target.id.replace(idOf(''), '') : '';
    if (field !== '') onLeave(field);
  };
  return (
    <form
      class="stack client-form"
      noValidate
      onFocusOut={leave}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field id={idOf('label')} label={message('client_name')} error={errorOf('label')}>
        <input
          id={idOf('label')}
          type="text"
          autocomplete="off"
          value={draft.label}
          onInput={({ currentTarget }) => onChange({ label: currentTarget.value })}
        />
      </Field>
      <TextField
        id={idOf('clientId')}
        label={message('new_flow_client_id')}
        value={draft.clientId}
        onValue={(clientId) => onChange({ clientId })}
        error={errorOf('clientId')}
      />
      <Field
        id={idOf('redirectUris')}
        label={message('settings_client_redirect_uris')}
        hint={message('settings_client_redirect_uris_hint')}
        error={errorOf('redirectUris')}
      >
        <RawText
          id={idOf('redirectUris')}
          rows={2}
          value={draft.redirectUris}
          onText={(text) => onChange({ redirectUris: text })}
        />
      </Field>
      <Choice
        id={idOf('method')}
        label={message('new_flow_client_authentication')}
        value={draft.clientAuthentication}
        onValue={(value) => {
          const chosen = METHODS.find((method) => method === value);
          if (chosen) onChange({ clientAuthentication: chosen });
        }}
      >
        {METHODS.map((method) => (
          <option key={method} value={method}>
            {message(`authentication_${method}`)}
          </option>
        ))}
      </Choice>
      {usesClientSecret(draft) && <SecretPart {...props} />}
      <Key
        id={idOf('key')}
        clientKey={draft.key}
        commands={keys}
        onKey={(key) => onChange({ key })}
      />
      <CertificatePart
        id={idOf('certificate')}
        clientId={draft.clientId}
        nowMs={nowMs}
        onOrganizationIdentifier={(organizationIdentifier) => onChange({ organizationIdentifier })}
      />
      <TextField
        id={idOf('organizationIdentifier')}
        label={message('settings_client_organization')}
        value={draft.organizationIdentifier}
        onValue={(organizationIdentifier) => onChange({ organizationIdentifier })}
        hint={message('settings_client_organization_hint')}
        error={errorOf('organizationIdentifier')}
      />
      <Field id={idOf('note')} label={message('settings_client_certificate_note')}>
        <input
          id={idOf('note')}
          type="text"
          autocomplete="off"
          value={draft.certificateNote}
          onInput={({ currentTarget }) => onChange({ certificateNote: currentTarget.value })}
        />
      </Field>
      <div class="row">
        <button type="submit" onMouseDown={stayInField}>
          {message('new_flow_client_save')}
        </button>
        <button
          type="button"
          aria-label={message('client_cancel')}
          onMouseDown={stayInField}
          onClick={onCancel}
        >
          {message('action_cancel')}
        </button>
      </div>
    </form>
  );
}

/** Leaving the field first would make an error appear there, and move the button away from the pointer. */
function stayInField(event: MouseEvent): void {
  event.preventDefault();
}

import type { SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import { SecretInput } from '../new-flow/SecretInput.tsx';
import { Field } from '../ui/Field.tsx';
import type { ClientDraft } from './client-draft.ts';
import { clientFieldId } from './client-field.ts';

interface SecretPartProps {
  /** of the client */
  id: string;
  draft: ClientDraft;
  secretIs: SavedClient['secretIs'];
  onChange(change: Partial<ClientDraft>): void;
}

/** The secret's field: it never shows the one in memory. */
export function SecretPart({ id, draft, secretIs, onChange }: SecretPartProps) {
  const fieldId = clientFieldId({ id }, 'secret');
  const kept = secretIs === 'in_memory' && draft.secretInMemory === 'keep';
  const hint = kept
    ? message('settings_client_secret_keep')
    : message(secretIs === 'gone' ? 'new_flow_client_secret_gone' : 'new_flow_client_secret_hint');
  return (
    <>
      <Field id={fieldId} label={message('new_flow_client_secret')} hint={hint}>
        <SecretInput id={fieldId} value={draft.secret} onValue={(secret) => onChange({ secret })} />
      </Field>
      {secretIs === 'in_memory' && (
        <label class="row check">
          <input
            type="checkbox"
            checked={draft.secretInMemory === 'forget'}
            disabled={draft.secret !== ''}
            onChange={({ currentTarget }) =>
              onChange({ secretInMemory: currentTarget.checked ? 'forget' : 'keep' })
            }
          />
          {message('settings_client_secret_forget')}
        </label>
      )}
    </>
  );
}

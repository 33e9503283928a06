import type { ClientFit } from '../../core/clients/check-client.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import { Choice } from './Choice.tsx';
import { chosenClient, clientGroups } from './choose-client.ts';
import type { ClientCommands } from './client-commands.ts';
import type { DraftForm } from './draft-form.ts';
import { fieldId } from './form-problems.ts';

interface ClientChoiceProps {
  form: DraftForm;
  commands: Pick<ClientCommands, 'clients' | 'choose'>;
}

/** The saved clients, those used for this bank first. */
export function ClientChoice({ form, commands }: ClientChoiceProps) {
  const { clients, choose } = commands;
  return (
    <Choice
      id={fieldId('client')}
      label={message('new_flow_client')}
      value={chosenClient(form, clients)?.id ?? ''}
      onValue={choose}
      hint={clients.length === 0 && message('new_flow_client_none_saved')}
    >
      <option value="">{message('new_flow_client_none')}</option>
      {clientGroups(form, clients).map(([fit, members]) => (
        <optgroup key={fit} label={fitText(fit)}>
          {members.map((client) => (
            <option key={client.id} value={client.id}>
              {clientText(client)}
            </option>
          ))}
        </optgroup>
      ))}
    </Choice>
  );
}

function clientText({ label, clientId }: SavedClient): string {
  return label === clientId ? label : message('bank_with_code', label, clientId);
}

function fitText(fit: ClientFit): string {
  return message(`new_flow_clients_${fit}`);
}

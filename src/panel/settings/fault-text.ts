import type { ClientFault } from '../../core/clients/check-client.ts';
import { message } from '../browser.ts';

/** What is wrong with a field of a client, as a sentence. */
export function faultText({ field, kind, value }: ClientFault): string {
  if (kind !== 'empty') return message(`client_fault_${kind}`, value);
  return message(field === 'label' ? 'client_name_empty' : 'new_flow_client_id_empty');
}

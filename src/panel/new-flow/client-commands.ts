import type { SavedClient } from '../../core/clients/client.ts';
import type { KeyCommands } from '../clients/key-commands.ts';

/** The saved clients, and what can be done with them from the form. */
export interface ClientCommands {
  clients: readonly SavedClient[];
  keys: KeyCommands;
  /** fills the form from a client; an empty id lets go of the one before */
  choose(id: string): void;
  /** keeps the typed values under a name; false when the worker did not answer */
  save(label: string): Promise<boolean>;
  /** keeps what was typed over the chosen client's values */
  update(): Promise<boolean>;
}

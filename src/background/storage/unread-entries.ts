import type { UnreadEntry } from '../../contract/unread.ts';
import { maskText } from '../../core/flow/mask.ts';
import type { KeptSecrets } from '../kept/kept-secrets.ts';
import type { ClientStore } from './client-store.ts';
import type { FlowJournal } from './flow-journal.ts';
import type { ProfileStore } from './profile-store.ts';
import type { SessionVault } from './session-vault.ts';
import type { SettingsStore } from './settings-store.ts';
import { findUnreadFlows } from './unread-flows.ts';

interface Stores {
  journal: FlowJournal;
  clients: ClientStore;
  profiles: ProfileStore;
  settings: SettingsStore;
  kept: KeptSecrets;
  vault: SessionVault;
}

/**
 * What is stored and cannot be read.
 *
 * @param all looks at each event of each flow, too
 * @param drop deletes it for good
 */
export async function findUnread(
  stores: Stores,
  all: boolean,
  drop: boolean,
): Promise<UnreadEntry[]> {
  const database = await stores.journal.open();
  const known = await stores.vault.known();
  const found: UnreadEntry[] = [];
  const add = (store: string, name: string, value: unknown) =>
    found.push({ id: `${store}/${name}`, text: maskText(JSON.stringify(value), known) });
  for (const flow of await findUnreadFlows(database, all, drop)) add('flows', ...flow);
  for (const store of ['clients', 'profiles', 'settings', 'kept'] as const) {
    const { stored } = stores[store];
    for (const [name, value] of Object.entries(await stored.unread())) {
      // Sealed secrets are nobody's to guess at.
      add(store, name, store === 'kept' ? null : value);
    }
    if (drop) await stored.drop();
  }
  return found;
}

import type { ClientStore } from './client-store.ts';
import type { KeyStore } from './key-store.ts';
import type { SettingsStore } from './settings-store.ts';

/** A key that no client has may be one that somebody is about to save with a client. */
const UNUSED_KEY_MS = 3_600_000;

/** What is put in order. */
export interface Tidied {
  clients: ClientStore;
  settings: SettingsStore;
  keys: KeyStore;
  /** makes lost rows again */
  mend(): Promise<unknown>;
  /** deletes what was cleared, and can no longer be brought back */
  purge(): Promise<void>;
  keepWithin(): Promise<unknown>;
}

/** Makes lost rows again, and deletes what is past keeping. Once in each life of the worker. */
export async function tidyUp(tidied: Tidied): Promise<void> {
  const { clients, settings, keys, mend, purge, keepWithin } = tidied;
  await mend();
  await purge();
  await keepWithin();
  // What cannot be read may name a key.
  const unread = { ...(await clients.stored.unread()), ...(await settings.stored.unread()) };
  if (Object.keys(unread).length > 0) return;
  await keys.forgetUnused(await keysInUse(tidied), UNUSED_KEY_MS);
}

/** The keys of saved clients, and of the form as it was last used. */
async function keysInUse({ clients, settings }: Tidied): Promise<(string | undefined)[]> {
  const { lastDraft } = await settings.read();
  return [lastDraft?.draft.clientKey, ...(await clients.read()).map(({ key }) => key)].map(
    (key) => key?.id,
  );
}

import {
  type Client,
  type SavedClient,
  type StoredClient,
  storedClientSchema,
  vaultOwner,
} from '../../core/clients/client.ts';
import type { SessionVault } from './session-vault.ts';
import { type LocalArea, StoredEntries } from './stored-entries.ts';

type Vault = Pick<SessionVault, 'put' | 'value' | 'forget'>;

/**
 * Clients in `storage.local`, each of their secrets in the vault: the value is gone when the browser
 * closes, and the record then says so. A record that cannot be read is passed over.
 */
export class ClientStore {
  readonly stored: StoredEntries<StoredClient>;
  readonly #vault: Vault;

  constructor(area: LocalArea, vault: Vault) {
    this.stored = new StoredEntries<StoredClient>(area, {
      key: 'clients',
      isList: true,
      schemaOf: () => storedClientSchema,
    });
    this.#vault = vault;
  }

  async read(): Promise<SavedClient[]> {
    return Promise.all(
      Object.values(await this.stored.read()).map(async (client) => ({
        ...client,
        secretIs: await this.#whereIs(client),
      })),
    );
  }

  /** Adds or replaces a client. No secret given: it keeps the one it had; an empty one: it has none. */
  async save(client: Client, secret?: string): Promise<SavedClient[]> {
    await this.stored.change(async (clients) => {
      // A name that no place in the list has.
      const [at, before] = Object.entries(clients).find(([, { id }]) => id === client.id) ?? ['+'];
      const reference =
        secret === undefined ? before?.secret : await this.#keepSecret(client, secret);
      return { ...clients, [at]: { ...client, ...(reference && { secret: reference }) } };
    });
    return this.read();
  }

  /** Forgets a client and its secret for good. */
  async delete(id: string): Promise<SavedClient[]> {
    await this.stored.change(async (clients) => {
      await this.#vault.forget([vaultOwner({ id })]);
      return Object.fromEntries(Object.entries(clients).filter(([, client]) => client.id !== id));
    });
    return this.read();
  }

  async #keepSecret(client: Client, secret: string) {
    const owner = vaultOwner(client);
    await this.#vault.forget([owner]);
    return secret === '' ? undefined : this.#vault.put(owner, 'client_secret', secret);
  }

  async #whereIs({ secret }: StoredClient): Promise<SavedClient['secretIs']> {
    if (!secret) return 'none';
    return (await this.#vault.value(secret.id)) === undefined ? 'gone' : 'in_memory';
  }
}

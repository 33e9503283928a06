import * as z from 'zod/mini';
import {
  type Client,
  type SavedClient,
  type StoredClient,
  storedClientSchema,
  vaultOwner,
} from '../../core/clients/client.ts';
import type { SessionVault } from './session-vault.ts';
import type { LocalArea } from './settings-store.ts';

/** Step n brings stored clients of version n to version n + 1; steps are only ever added. */
const MIGRATIONS: readonly ((stored: readonly unknown[]) => readonly unknown[])[] = [
  (stored) => stored,
];

const storedSchema = z.object({ version: z.number(), clients: z.array(z.unknown()) });

type Vault = Pick<SessionVault, 'put' | 'value' | 'forget'>;

/**
 * Clients in `storage.local`, each of their secrets in the vault: the value is gone when the browser
 * closes, and the record then says so. A record that cannot be read is passed over.
 */
export class ClientStore {
  readonly #area: LocalArea;
  readonly #vault: Vault;
  #last: Promise<unknown> = Promise.resolve();

  constructor(area: LocalArea, vault: Vault) {
    this.#area = area;
    this.#vault = vault;
  }

  async read(): Promise<SavedClient[]> {
    return Promise.all(
      (await this.#stored()).map(async (client) => ({
        ...client,
        secretIs: await this.#whereIs(client),
      })),
    );
  }

  /** Adds or replaces a client. No secret given: it keeps the one it had; an empty one: it has none. */
  save(client: Client, secret?: string): Promise<SavedClient[]> {
    return this.#change(async (clients) => {
      const before = clients.find(({ id }) => id === client.id);
      const reference =
        secret === undefined ? before?.secret : await this.#keepSecret(client, secret);
      const stored = { ...client, ...(reference && { secret: reference }) };
      if (!before) return [...clients, stored];
      return clients.map((other) => (other === before ? stored : other));
    });
  }

  /** Forgets a client and its secret for good. */
  delete(id: string): Promise<SavedClient[]> {
    return this.#change(async (clients) => {
      await this.#vault.forget([vaultOwner({ id })]);
      return clients.filter((client) => client.id !== id);
    });
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

  async #stored(): Promise<StoredClient[]> {
    const parsed = z.safeParse(storedSchema, (await this.#area.get('clients')).clients);
    if (!parsed.success) return [];
    const { version, clients } = parsed.data;
    return MIGRATIONS.slice(version)
      .reduce((records, migrate) => migrate(records), clients as readonly unknown[])
      .flatMap((record) => {
        const client = z.safeParse(storedClientSchema, record);
        return client.success ? [client.data] : [];
      });
  }

  /** One change after the other: two at once would each undo the other. */
  #change(
    change: (clients: readonly StoredClient[]) => Promise<StoredClient[]>,
  ): Promise<SavedClient[]> {
    const changed = this.#last.then(async () => {
      const clients = await change(await this.#stored());
      await this.#area.set({ clients: { version: MIGRATIONS.length, clients } });
      return this.read();
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }
}

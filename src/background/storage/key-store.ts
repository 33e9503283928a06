import type { IDBPDatabase } from 'idb';
import {
  type ClientKey,
  type KeyAlgorithm,
  webCryptoAlgorithm,
} from '../../core/clients/client-key.ts';
import type { Clock } from '../../core/time.ts';
import type { FlowDatabase, StoredKey } from './database.ts';

/** Signing keys in IndexedDB, as WebCrypto keys that nobody can export: not a page, not this tool. */
export class KeyStore {
  readonly #database: Promise<IDBPDatabase<FlowDatabase>>;
  readonly #clock: Clock;

  constructor(database: Promise<IDBPDatabase<FlowDatabase>>, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Keeps a private JWK, once for each algorithm: WebCrypto binds a key to one. Rejects when it is no key. */
  async save({ id, algorithms }: ClientKey, jwk: Readonly<Record<string, string>>): Promise<void> {
    const keys: StoredKey['keys'] = {};
    for (const alg of algorithms) {
      const algorithm = webCryptoAlgorithm(alg);
      keys[alg] = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
    }
    await (await this.#database).put('keys', { id, keys, createdAtMs: this.#clock.nowMs() });
  }

  /** `undefined` when there is no such key, or it is none for this algorithm. */
  async sign(id: string, alg: KeyAlgorithm, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const key = (await (await this.#database).get('keys', id))?.keys[alg];
    if (!key) return undefined;
    const { subtle } = crypto;
    return new Uint8Array(await subtle.sign(webCryptoAlgorithm(alg), key, new Uint8Array(bytes)));
  }

  async forget(id: string): Promise<void> {
    await (await this.#database).delete('keys', id);
  }

  /** Forgets the keys that nobody uses and that are at least so many milliseconds old. */
  async forgetUnused(used: ReadonlySet<string>, keptForMs: number): Promise<void> {
    const before = this.#clock.nowMs() - keptForMs;
    for (const { id, createdAtMs } of await (await this.#database).getAll('keys')) {
      if (!used.has(id) && createdAtMs <= before) await this.forget(id);
    }
  }
}

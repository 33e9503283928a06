import type { KeyAlgorithm } from '../../core/clients/client-key.ts';
import { newKeyParams } from '../../core/clients/new-key.ts';
import type { Clock } from '../../core/time.ts';
import { bareJwk, type Jwk } from '../../core/tokens/verify/jwk.ts';
import { dpopKeyId } from '../../engine/dpop-key.ts';
import { answerOf, endOf, type OpenDatabase, type StoredKey } from './database.ts';

/** Signing keys in IndexedDB, as WebCrypto keys that nobody can export: not a page, not this tool. */
export class KeyStore {
  readonly #open: OpenDatabase;
  readonly #clock: Clock;

  constructor(open: OpenDatabase, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  /** Keeps a private JWK, once for each way to sign: WebCrypto binds a key to one. Rejects when it is no key. */
  async save(
    id: string,
    jwk: Readonly<Record<string, string>>,
    algorithms: Readonly<Record<string, object>>,
  ): Promise<void> {
    const keys: StoredKey['keys'] = {};
    for (const [alg, algorithm] of Object.entries(algorithms)) {
      const wanted = algorithm as Algorithm;
      keys[alg] = await crypto.subtle.importKey('jwk', jwk, wanted, false, ['sign']);
    }
    await this.#keep(id, keys);
  }

  /** Makes a key that nothing can read back, and gives its public half. */
  async create(id: string, alg: KeyAlgorithm): Promise<Record<string, string>> {
    const pair = await crypto.subtle.generateKey(newKeyParams(alg), false, ['sign', 'verify']);
    if (!('privateKey' in pair)) throw new TypeError(`${alg} has no key pair`);
    await this.#keep(id, { [alg]: pair.privateKey });
    const exported = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return bareJwk({ ...exported } as Jwk, 'public') as Record<string, string>;
  }

  /** `undefined` when there is no such key, or it is none for this algorithm. @see RFC 7518 §3 */
  async sign(id: string, alg: KeyAlgorithm, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const stored: StoredKey | undefined = await answerOf((await this.#keys()).get(id));
    const key = stored?.keys?.[alg];
    if (!(key instanceof CryptoKey)) return undefined;
    // Each algorithm takes of these what concerns it.
    const how = { name: key.algorithm.name, hash: `SHA-${alg.slice(2)}`, saltLength: 32 };
    return new Uint8Array(await crypto.subtle.sign(how, key, new Uint8Array(bytes)));
  }

  async forget(id: string): Promise<void> {
    await this.#write((keys) => keys.delete(id));
  }

  /** Forgets the keys that nobody uses, no flow among them, and that are at least so many milliseconds old. */
  async forgetUnused(used: readonly (string | undefined)[], keptForMs: number): Promise<void> {
    const before = this.#clock.nowMs() - keptForMs;
    const flows = (await this.#open()).transaction('summaries').objectStore('summaries');
    const ofFlows = (await answerOf(flows.getAllKeys())).map((id) => dpopKeyId(String(id)));
    const inUse = [...used, ...ofFlows];
    const stored: StoredKey[] = await answerOf((await this.#keys()).getAll());
    for (const { id, createdAtMs } of stored) {
      if (!inUse.includes(id) && !(createdAtMs > before)) await this.forget(id);
    }
  }

  async #keep(id: string, keys: StoredKey['keys']): Promise<void> {
    const stored: StoredKey = { id, keys, createdAtMs: this.#clock.nowMs() };
    await this.#write((store) => store.put(stored));
  }

  async #keys(): Promise<IDBObjectStore> {
    return (await this.#open()).transaction('keys').objectStore('keys');
  }

  /** Over once it is written: a request alone may still be undone. */
  async #write(change: (keys: IDBObjectStore) => IDBRequest): Promise<void> {
    const transaction = (await this.#open()).transaction('keys', 'readwrite');
    change(transaction.objectStore('keys'));
    await endOf(transaction);
  }
}

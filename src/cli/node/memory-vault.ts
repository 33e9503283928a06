import { createHmac } from 'node:crypto';
import type { KnownSecret, SecretKind, SecretReference } from '../../core/flow/secret.ts';
import type { Vault } from '../../engine/effects.ts';

/** Secret values of one command. Fingerprints are made with its own random key, so that no two runs share them. */
export class MemoryVault implements Vault {
  readonly #secrets = new Map<string, KnownSecret & { flowId: string }>();
  readonly #key: Uint8Array;
  readonly #newId: () => string;

  /** @param key 32 random bytes */
  constructor(key: Uint8Array, newId: () => string) {
    this.#key = key;
    this.#newId = newId;
  }

  async put(flowId: string, kind: SecretKind, value: string): Promise<SecretReference> {
    const kept = [...this.#secrets.values()].find(
      (one) => one.flowId === flowId && one.reference.kind === kind && one.value === value,
    );
    if (kept) return kept.reference;
    const fingerprint = await this.fingerprint(value);
    const reference = { id: this.#newId(), kind, length: value.length, fingerprint };
    this.#secrets.set(reference.id, { flowId, reference, value });
    return reference;
  }

  async value(secretId: string): Promise<string | undefined> {
    return this.#secrets.get(secretId)?.value;
  }

  async known(flowId: string): Promise<KnownSecret[]> {
    return [...this.#secrets.values()].filter(
      ({ flowId: owner, reference }) => owner === flowId && reference.kind !== 'raw_answer',
    );
  }

  async holders(values: readonly string[]): Promise<ReadonlySet<string>> {
    const held = [...this.#secrets.values()].filter(({ value }) => values.includes(value));
    return new Set(held.map(({ flowId }) => flowId));
  }

  async fingerprint(value: string): Promise<string> {
    return createHmac('sha256', this.#key).update(value).digest('hex').slice(0, 8);
  }
}

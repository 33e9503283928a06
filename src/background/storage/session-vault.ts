import * as z from 'zod/mini';
import {
  type KnownSecret,
  type SecretKind,
  type SecretReference,
  secretReferenceSchema,
} from '../../core/flow/secret.ts';
import { encodeBase64url } from '../../core/tokens/base64url.ts';
import type { Vault } from '../../engine/effects.ts';

/** The part of `storage.session` that the vault uses. */
export interface SessionArea {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

const PREFIX = 'secret:';
const RAW = 'raw_answer';
const storedSecretSchema = z.strictObject({
  flowId: z.string(),
  reference: secretReferenceSchema,
  value: z.string(),
});
type StoredSecret = z.infer<typeof storedSecretSchema>;

/**
 * Secrets in `storage.session`: memory only, gone when the browser closes. It survives a stopped worker.
 */
export class SessionVault implements Vault {
  readonly #area: SessionArea;
  readonly #fingerprintKey: () => Promise<CryptoKey>;
  readonly #randomId: () => string;

  constructor(area: SessionArea, fingerprintKey: () => Promise<CryptoKey>, randomId: () => string) {
    this.#area = area;
    this.#fingerprintKey = fingerprintKey;
    this.#randomId = randomId;
  }

  async put(flowId: string, kind: SecretKind, value: string): Promise<SecretReference> {
    const same = (await this.#all()).find(
      (secret) =>
        secret.flowId === flowId && secret.reference.kind === kind && secret.value === value,
    );
    if (same) return same.reference;
    const reference: SecretReference = {
      id: this.#randomId(),
      kind,
      length: value.length,
      fingerprint: await this.fingerprint(value),
    };
    await this.#keep({ flowId, reference, value });
    return reference;
  }

  async value(secretId: string): Promise<string | undefined> {
    return (await this.#all()).find(({ reference }) => reference.id === secretId)?.value;
  }

  async known(flowId: string): Promise<KnownSecret[]> {
    return (await this.#all())
      .filter(({ flowId: owner, reference }) => owner === flowId && reference.kind !== RAW)
      .map(({ reference, value }) => ({ reference, value }));
  }

  /** Forgets the secrets of some flows. */
  async forget(flowIds: readonly string[]): Promise<void> {
    const gone = (await this.#all()).filter(({ flowId }) => flowIds.includes(flowId));
    await this.#area.remove(gone.map(({ reference }) => PREFIX + reference.id));
  }

  async #all(): Promise<StoredSecret[]> {
    return Object.entries(await this.#area.get(null)).flatMap(([key, stored]) => {
      if (!key.startsWith(PREFIX)) return [];
      const parsed = z.safeParse(storedSecretSchema, stored);
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** Browsers limit the area to some megabytes: answers kept as bytes make room for what matters more. */
  async #keep(secret: StoredSecret): Promise<void> {
    const items = { [PREFIX + secret.reference.id]: secret };
    try {
      await this.#area.set(items);
    } catch (full) {
      const answers = (await this.#all()).filter(({ reference }) => reference.kind === RAW);
      if (answers.length === 0) throw full;
      await this.#area.remove(answers.map(({ reference }) => PREFIX + reference.id));
      await this.#area.set(items);
    }
  }

  async fingerprint(value: string): Promise<string> {
    const bytes = new TextEncoder().encode(value);
    const hash = await crypto.subtle.sign('HMAC', await this.#fingerprintKey(), bytes);
    return [...new Uint8Array(hash).subarray(0, 4)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  }
}

/** A key for fingerprints, kept in an area so that equal secrets look equal from one session to the next. */
export async function loadFingerprintKey(area: {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}): Promise<CryptoKey> {
  const { fingerprintKey } = await area.get('fingerprintKey');
  const text =
    typeof fingerprintKey === 'string'
      ? fingerprintKey
      : encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
  if (text !== fingerprintKey) await area.set({ fingerprintKey: text });
  const usages: KeyUsage[] = ['sign'];
  return crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(text),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    usages,
  );
}

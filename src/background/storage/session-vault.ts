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
export const storedSecretSchema = z.strictObject({
  flowId: z.string(),
  reference: secretReferenceSchema,
  value: z.string(),
});
export type StoredSecret = z.infer<typeof storedSecretSchema>;

/**
 * Secrets in `storage.session`: memory only, gone when the browser closes. It survives a stopped worker.
 * Nobody else writes there, so that one life of the worker reads it once and keeps a copy.
 */
export class SessionVault implements Vault {
  readonly #area: SessionArea;
  readonly #fingerprintKey: () => Promise<CryptoKey>;
  readonly #randomId: () => string;
  readonly #changed: () => void;
  readonly #storing = new Set<Promise<void>>();
  #copy: Promise<Map<string, StoredSecret>> | undefined;
  #key: Promise<CryptoKey> | undefined;

  constructor(
    area: SessionArea,
    fingerprintKey: () => Promise<CryptoKey>,
    randomId: () => string,
    changed = () => {},
  ) {
    this.#area = area;
    this.#fingerprintKey = fingerprintKey;
    this.#randomId = randomId;
    this.#changed = changed;
  }

  /** Gives the reference once this life of the worker holds the value; see `stored`. */
  async put(flowId: string, kind: SecretKind, value: string): Promise<SecretReference> {
    const fingerprint = await this.fingerprint(value);
    const secrets = await this.#secrets();
    const same = [...secrets.values()].find(
      (secret) =>
        secret.flowId === flowId && secret.reference.kind === kind && secret.value === value,
    );
    if (same) return same.reference;
    const reference = { id: this.#randomId(), kind, length: value.length, fingerprint };
    const secret = { flowId, reference, value };
    secrets.set(reference.id, secret);
    const storing = this.#keep(secret).finally(() => this.#storing.delete(storing));
    this.#storing.add(storing);
    this.#changed();
    return reference;
  }

  /**
   * Resolves once the browser holds what was put so far. A worker that dies before takes it along, so that no record may
   * speak of a value earlier.
   */
  async stored(): Promise<void> {
    await Promise.all(this.#storing);
  }

  /** @param owner gives nothing that is held under another name */
  async value(secretId: string, owner?: string): Promise<string | undefined> {
    const secret = (await this.#secrets()).get(secretId);
    return owner === undefined || secret?.flowId === owner ? secret?.value : undefined;
  }

  /** @param flowId of all, where none is given */
  known(flowId?: string): Promise<KnownSecret[]> {
    return this.list(flowId === undefined ? undefined : [flowId]);
  }

  /** The secrets of some flows, or of all, but not the answers kept as bytes. */
  async list(flowIds?: readonly string[]): Promise<StoredSecret[]> {
    return [...(await this.#secrets()).values()].filter(
      ({ flowId, reference }) => (flowIds?.includes(flowId) ?? true) && reference.kind !== RAW,
    );
  }

  async holders(values: readonly string[]): Promise<ReadonlySet<string>> {
    const held = (await this.list()).filter(({ value }) => values.includes(value));
    return new Set(held.map(({ flowId }) => flowId));
  }

  /** Takes back what was listed before. */
  async restore(listed: readonly StoredSecret[]): Promise<void> {
    const secrets = await this.#secrets();
    for (const secret of listed) {
      secrets.set(secret.reference.id, secret);
      await this.#keep(secret);
    }
    this.#changed();
  }

  /** Forgets the secrets of some flows. */
  async forget(flowIds: readonly string[]): Promise<void> {
    await this.#remove(({ flowId }) => flowIds.includes(flowId));
    this.#changed();
  }

  /** Drops its copies of what was deleted behind its back. */
  reload(): void {
    this.#copy = undefined;
    this.#key = undefined;
  }

  #secrets(): Promise<Map<string, StoredSecret>> {
    this.#copy ??= this.#area.get(null).then(readSecrets);
    this.#copy.catch(() => this.reload());
    return this.#copy;
  }

  /**
   * Browsers limit the area to some megabytes: answers kept as bytes make room for what matters more. What
   * does not fit even then is kept for this life of the worker: tokens that came are not lost at once.
   */
  async #keep(secret: StoredSecret): Promise<void> {
    const items = { [PREFIX + secret.reference.id]: secret };
    try {
      await this.#area.set(items);
    } catch {
      await this.#remove(({ reference }) => reference.kind === RAW).catch(() => undefined);
      await this.#area.set(items).catch(() => undefined);
    }
  }

  async #remove(isGone: (secret: StoredSecret) => boolean): Promise<void> {
    const secrets = await this.#secrets();
    const gone = [...secrets.values()].filter(isGone).map(({ reference }) => reference.id);
    for (const id of gone) secrets.delete(id);
    await this.#area.remove(gone.map((id) => PREFIX + id));
  }

  async fingerprint(value: string): Promise<string> {
    const bytes = new TextEncoder().encode(value);
    this.#key ??= this.#fingerprintKey();
    this.#key.catch(() => this.reload());
    const hash = await crypto.subtle.sign('HMAC', await this.#key, bytes);
    return [...new Uint8Array(hash).subarray(0, 4)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  }
}

function readSecrets(stored: Record<string, unknown>): Map<string, StoredSecret> {
  const secrets = Object.entries(stored).flatMap(([key, candidate]) => {
    if (!key.startsWith(PREFIX)) return [];
    const parsed = z.safeParse(storedSecretSchema, candidate);
    return parsed.success ? [parsed.data] : [];
  });
  return new Map(secrets.map((secret) => [secret.reference.id, secret]));
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

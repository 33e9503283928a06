import {
  type ClientKey,
  type KeyAlgorithm,
  webCryptoAlgorithm,
} from '../../core/clients/client-key.ts';
import {
  bareJwk,
  describeKey,
  type JwkMembers,
  type KeyFault,
  type KeyMaterial,
  readKeyText,
  thumbprintText,
} from '../../core/clients/key-text.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { encodeBase64url } from '../../core/tokens/base64url.ts';
import type { BackgroundClient } from '../background-client.ts';

/** What a form can do with signing keys. */
export interface KeyCommands {
  /** reads a private key and hands it to the worker; gives what may be known of it */
  add(text: string): Promise<Result<ClientKey, KeyFault | { kind: 'not_kept'; detail: '' }>>;
  /** false when the worker did not answer */
  forget(id: string): Promise<boolean>;
}

/** Keys are kept by the worker; the panel reads the text, which takes more code than the worker has room for. */
export function keyCommands(client: BackgroundClient, nowMs: () => number): KeyCommands {
  return {
    async add(text) {
      const read = readKeyText(text);
      if (!read.ok) return read;
      const jwk = await privateJwk(read.value);
      if (!jwk) return err({ kind: 'unreadable', detail: '' });
      const file: JwkMembers = read.value.format === 'jwk' ? read.value.jwk : {};
      const described = describeKey(jwk, file.alg);
      if (!described.ok) return described;
      const [alg = 'RS256'] = described.value.algorithms;
      const key: ClientKey = {
        id: crypto.randomUUID(),
        ...described.value,
        alg,
        kid: file.kid ?? '',
        thumbprint: await thumbprint(jwk),
        createdAtMs: nowMs(),
      };
      try {
        await client.ask('saveKey', { key, jwk });
      } catch {
        return err({ kind: 'not_kept', detail: '' });
      }
      return ok(key);
    },
    async forget(id) {
      try {
        await client.ask('forgetKey', { id });
      } catch {
        return false;
      }
      return true;
    },
  };
}

/** One algorithm for each kind of key. */
const KINDS: readonly KeyAlgorithm[] = ['PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * The key as a JWK, with the public half that PEM files may leave out; `undefined` when the browser cannot
 * read it. Its kind is found by trying: that needs no reader of our own.
 */
async function privateJwk(material: KeyMaterial): Promise<JwkMembers | undefined> {
  const { subtle } = crypto;
  for (const algorithm of KINDS.map(webCryptoAlgorithm)) {
    try {
      const key =
        material.format === 'jwk'
          ? await subtle.importKey('jwk', bareJwk(material.jwk), algorithm, true, ['sign'])
          : await subtle.importKey('pkcs8', new Uint8Array(material.bytes), algorithm, true, [
              'sign',
            ]);
      return bareJwk((await subtle.exportKey('jwk', key)) as JwkMembers);
    } catch {
      // Another kind, or no key at all.
    }
  }
  return undefined;
}

/** @see RFC 7638 §3 */
async function thumbprint(jwk: JwkMembers): Promise<string> {
  const text = new TextEncoder().encode(thumbprintText(jwk));
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}

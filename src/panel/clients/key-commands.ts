import type { ClientKey } from '../../core/clients/client-key.ts';
import { webCryptoAlgorithm } from '../../core/clients/client-key.ts';
import {
  bareJwk,
  type JwkMembers,
  type KeyFault,
  type KeyMaterial,
  keyKind,
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
      const kind = keyKind(jwk);
      if (!kind.ok) return kind;
      const { algorithms } = read.value;
      const [alg = 'RS256'] = algorithms;
      const key: ClientKey = {
        id: crypto.randomUUID(),
        kind: kind.value,
        algorithms,
        alg,
        kid: read.value.format === 'jwk' ? read.value.kid : '',
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

/** The key as a JWK, with the public half that PEM files may leave out; `undefined` when the browser cannot read it. */
async function privateJwk(material: KeyMaterial): Promise<JwkMembers | undefined> {
  const [alg = 'RS256'] = material.algorithms;
  const algorithm = webCryptoAlgorithm(alg);
  const { subtle } = crypto;
  try {
    const key =
      material.format === 'jwk'
        ? await subtle.importKey('jwk', bareJwk(material.jwk), algorithm, true, ['sign'])
        : await subtle.importKey('pkcs8', new Uint8Array(material.bytes), algorithm, true, [
            'sign',
          ]);
    return bareJwk((await subtle.exportKey('jwk', key)) as JwkMembers);
  } catch {
    return undefined;
  }
}

/** @see RFC 7638 §3 */
async function thumbprint(jwk: JwkMembers): Promise<string> {
  const text = new TextEncoder().encode(thumbprintText(jwk));
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}

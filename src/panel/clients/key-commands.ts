import {
  type ClientKey,
  type KeyAlgorithm,
  webCryptoAlgorithm,
} from '../../core/clients/client-key.ts';
import {
  bareJwk,
  type JwkMembers,
  type KeyFault,
  type KeyMaterial,
  readKeyText,
} from '../../core/clients/key-text.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { BackgroundClient } from '../background-client.ts';

/** What a form can do with signing keys. */
export interface KeyCommands {
  /** reads a private key and hands it to the worker; gives what may be known of it */
  add(text: string): Promise<Result<ClientKey, KeyFault | 'not_kept'>>;
  /** false when the worker did not answer */
  forget(id: string): Promise<boolean>;
}

/** Keys are kept by the worker; the panel reads the text, which takes more code than the worker has room for. */
export function keyCommands(client: BackgroundClient): KeyCommands {
  return {
    async add(text) {
      const read = readKeyText(text);
      if (!read.ok) return read;
      const found = await privateKey(read.value);
      if (!found.ok) return found;
      const { jwk, algorithms } = found.value;
      const file: JwkMembers = read.value.format === 'jwk' ? read.value.jwk : {};
      const own = algorithms.filter((one) => one === file.alg);
      const usable = own.length > 0 ? own : algorithms;
      const [alg = 'ES256'] = usable;
      const key = { id: crypto.randomUUID(), algorithms: usable, alg, kid: file.kid ?? '' };
      try {
        await client.ask('saveKey', { key, jwk });
      } catch {
        return err('not_kept');
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

/** What each kind of key signs with, the best first. */
const KINDS: readonly [KeyAlgorithm, ...KeyAlgorithm[]][] = [
  ['PS256', 'RS256'],
  ['ES256'],
  ['ES384'],
  ['ES512'],
  ['EdDSA'],
];

/**
 * The key as a JWK, with the public half that PEM files may leave out. Its kind is found by trying: that
 * needs no reader of our own. Short RSA keys are refused. @see RFC 7518 §3.3
 */
async function privateKey(
  material: KeyMaterial,
): Promise<Result<{ jwk: JwkMembers; algorithms: KeyAlgorithm[] }, KeyFault>> {
  const { subtle } = crypto;
  for (const algorithms of KINDS) {
    const algorithm = webCryptoAlgorithm(algorithms[0]);
    try {
      const key =
        material.format === 'jwk'
          ? await subtle.importKey('jwk', bareJwk(material.jwk), algorithm, true, ['sign'])
          : await subtle.importKey('pkcs8', new Uint8Array(material.bytes), algorithm, true, [
              'sign',
            ]);
      const { modulusLength: bits = 2048 } = key.algorithm as Partial<RsaKeyAlgorithm>;
      if (bits < 2048) return err('rsa_small');
      const jwk = bareJwk((await subtle.exportKey('jwk', key)) as JwkMembers);
      return ok({ jwk, algorithms });
    } catch {
      // Another kind, or no key at all.
    }
  }
  return err('unreadable');
}

import type { ClientKey, KeyAlgorithm } from '../../core/clients/client-key.ts';
import { type KeyFault, type KeyMaterial, readKeyText } from '../../core/clients/key-text.ts';
import { publicMembers } from '../../core/clients/public-jwks.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { keyThumbprint } from '../../core/tokens/verify/key-thumbprint.ts';
import type { BackgroundClient } from '../background-client.ts';

/** What a form can do with signing keys. */
export interface KeyCommands {
  /** reads a private key and hands it to the worker; gives what may be known of it */
  add(text: string): Promise<Result<ClientKey, KeyFault | 'not_kept'>>;
  /** has the worker make a key, named by its RFC 7638 thumbprint; `undefined` when there is none */
  create(algorithm: KeyAlgorithm): Promise<ClientKey | undefined>;
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
      const { jwk, ways } = found.value;
      const { alg, kid } = read.value.format === 'jwk' ? read.value.key : {};
      const own = ways.filter(([one]) => one === alg);
      const usable = own.length > 0 ? own : ways;
      const id = crypto.randomUUID();
      try {
        await client.ask('saveKey', { id, jwk, algorithms: Object.fromEntries(usable) });
      } catch {
        return err('not_kept');
      }
      const publicJwk = publicMembers(jwk);
      return ok({ id, algorithms: usable.map(([one]) => one), kid: String(kid ?? ''), publicJwk });
    },
    async create(algorithm) {
      try {
        const { key } = await client.ask('createKey', { algorithm, kid: '' });
        const kid = await keyThumbprint(key.publicJwk ?? {}, crypto.subtle);
        return { ...key, kid };
      } catch {
        return undefined;
      }
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

type Way = readonly [KeyAlgorithm, Readonly<Record<string, string>> & { name: string }];

const hash = 'SHA-256';
const name = 'ECDSA';

/** What each kind of key signs with, the best first, and how WebCrypto calls that. @see RFC 7518 §3 */
const KINDS: readonly [Way, ...Way[]][] = [
  [
    ['PS256', { name: 'RSA-PSS', hash }],
    ['RS256', { name: 'RSASSA-PKCS1-v1_5', hash }],
  ],
  [['ES256', { name, namedCurve: 'P-256' }]],
  [['ES384', { name, namedCurve: 'P-384' }]],
  [['ES512', { name, namedCurve: 'P-521' }]],
  [['EdDSA', { name: 'Ed25519' }]],
];

/**
 * The key as a JWK, with the public half that PEM files may leave out. Its kind is found by trying: that
 * needs no reader of our own. Short RSA keys are refused. @see RFC 7518 §3.3
 */
async function privateKey(
  material: KeyMaterial,
): Promise<Result<{ jwk: Record<string, string>; ways: Way[] }, KeyFault>> {
  const { subtle } = crypto;
  for (const ways of KINDS) {
    const [, algorithm] = ways[0];
    try {
      const key =
        material.format === 'jwk'
          ? await subtle.importKey('jwk', bare(material.key), algorithm, true, ['sign'])
          : await subtle.importKey('pkcs8', material.key, algorithm, true, ['sign']);
      const { modulusLength: bits = 2048 } = key.algorithm as Partial<RsaKeyAlgorithm>;
      if (bits < 2048) return err('rsa_small');
      const jwk = bare(await subtle.exportKey('jwk', key)) as Record<string, string>;
      return ok({ jwk, ways });
    } catch {
      // Another kind, or no key at all.
    }
  }
  return err('unreadable');
}

/** A JWK without what it says of its use, which would only stand in the way. */
function bare({ alg: _alg, use: _use, key_ops: _ops, ext: _ext, ...jwk }: JsonWebKey): JsonWebKey {
  return jwk;
}

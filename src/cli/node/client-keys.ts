import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { ClientKey, KeyAlgorithm } from '../../core/clients/client-key.ts';
import { type KeyFault, type KeyMaterial, readKeyText } from '../../core/clients/key-text.ts';
import { newKeyParams } from '../../core/clients/new-key.ts';
import { publicMembers } from '../../core/clients/public-jwks.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';

/** A private key that can sign, in each of the ways that its kind has. */
export interface SigningKey {
  known: ClientKey;
  sign(alg: KeyAlgorithm, bytes: Uint8Array): Promise<Uint8Array | undefined>;
}

/** What each algorithm is to WebCrypto. @see RFC 7518 §3 */
const ALGORITHMS: Readonly<Record<KeyAlgorithm, { name: string } & Record<string, string>>> = {
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521' },
  EdDSA: { name: 'Ed25519' },
};

/** Reads a private key (PEM, JWK or JWK set). Its kind is found by trying each; short RSA keys are refused. */
export async function readSigningKey(
  text: string,
  { id, kid }: { id: string; kid?: string | undefined },
): Promise<Result<SigningKey, KeyFault>> {
  const read = readKeyText(text);
  if (!read.ok) return read;
  const keys = new Map<KeyAlgorithm, CryptoKey>();
  for (const alg of Object.keys(ALGORITHMS) as KeyAlgorithm[]) {
    // An RSA key signs in two ways, every other in one.
    if (keys.size > 0 && alg !== 'RS256') break;
    const key = await importKey(read.value, alg);
    if (key) keys.set(alg, key);
  }
  const [first] = keys.values();
  if (!first) return err('unreadable');
  const { modulusLength: bits = 2048 } = first.algorithm as Partial<RsaKeyAlgorithm>;
  if (bits < 2048) return err('rsa_small');
  const own = read.value.format === 'jwk' ? read.value.key : {};
  const algorithms = [...keys.keys()].filter((alg) => own.alg === undefined || own.alg === alg);
  return ok({
    known: {
      id,
      algorithms: algorithms.length > 0 ? algorithms : [...keys.keys()],
      kid: kid ?? String(own.kid ?? ''),
      publicJwk: publicHalf(read.value),
    },
    sign: (alg, bytes) => signWith(keys.get(alg), alg, bytes),
  });
}

/** A new key that lives as long as the process and that nothing can read, with its public half. */
export async function createSigningKey(
  id: string,
  alg: KeyAlgorithm,
): Promise<SigningKey & { publicJwk: Record<string, string> }> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(newKeyParams(alg), false, ['sign', 'verify']);
  const { privateKey, publicKey } = pair as CryptoKeyPair;
  const publicJwk = publicMembers({ ...(await subtle.exportKey('jwk', publicKey)) });
  return {
    known: { id, algorithms: [alg], kid: '', publicJwk },
    publicJwk,
    sign: (asked, bytes) => signWith(asked === alg ? privateKey : undefined, alg, bytes),
  };
}

async function signWith(key: CryptoKey | undefined, alg: KeyAlgorithm, bytes: Uint8Array) {
  if (!key) return undefined;
  // Each algorithm takes of these what concerns it.
  const how = { name: key.algorithm.name, hash: `SHA-${alg.slice(2)}`, saltLength: 32 };
  return new Uint8Array(await crypto.subtle.sign(how, key, new Uint8Array(bytes)));
}

/** What may be told of a private key that was imported before, and so is sound. */
function publicHalf(material: KeyMaterial): Record<string, string> {
  const key =
    material.format === 'jwk'
      ? createPrivateKey({ key: bare(material.key) as never, format: 'jwk' })
      : createPrivateKey({ key: Buffer.from(material.key), format: 'der', type: 'pkcs8' });
  return publicMembers({ ...createPublicKey(key).export({ format: 'jwk' }) });
}

/** Why a text holds no key to sign with, as a sentence. */
export function describeKeyFault(fault: KeyFault): string {
  return english('cli_no_client_key', english(`cli_key_${fault}`));
}

async function importKey(material: KeyMaterial, alg: KeyAlgorithm): Promise<CryptoKey | undefined> {
  const { subtle } = crypto;
  const algorithm = ALGORITHMS[alg];
  try {
    return material.format === 'pkcs8'
      ? await subtle.importKey('pkcs8', material.key, algorithm, false, ['sign'])
      : await subtle.importKey('jwk', bare(material.key), algorithm, false, ['sign']);
  } catch {
    return undefined;
  }
}

/** A JWK without what it says of its use, which would only stand in the way. */
function bare({ alg: _alg, use: _use, key_ops: _ops, ext: _ext, ...jwk }: JsonWebKey): JsonWebKey {
  return jwk;
}

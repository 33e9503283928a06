import type { DecodedToken } from '../decode-jwt.ts';
import { bareJwk, bytesOfStrict, type Jwk, plainText } from './jwk.ts';
import { type SignatureAlgorithm, signatureAlgorithm } from './signature-algorithm.ts';
import { type KeyVerdict, refused, tryKeys } from './try-keys.ts';

const encoder = new TextEncoder();

type SignedToken = Extract<DecodedToken, { kind: 'jwt' }>;

/**
 * Whether one of the given keys verifies a token's signature. Keys that the token brings along are never
 * looked at.
 *
 * @see RFC 7515 §5.2, RFC 8725 §3.1
 */
export async function verifySignature(
  token: string,
  { header, parts }: SignedToken,
  keys: readonly Jwk[],
  subtle: SubtleCrypto,
): Promise<KeyVerdict> {
  const alg = header?.alg;
  const algorithm = typeof alg === 'string' ? signatureAlgorithm(alg) : undefined;
  const [, , last] = parts;
  const damaged = parts
    .slice(0, 3)
    .some(({ name, fault }) => fault && (name !== 'claims' || fault.kind === 'base64url'));
  if (!header || !last || damaged) return refused(alg, 'malformed');
  if (plainText(alg).toLowerCase() === 'none') return refused(alg, 'none');
  if (!algorithm) return refused(alg, 'alg');
  // We know no extension, and `b64` is not for tokens. RFC 7797 §7
  if ('crit' in header || header.b64 === false) return refused(alg, 'crit');
  const signed = encoder.encode(token.slice(0, last.start - 1));
  const signature = bytesOfStrict(token.slice(last.start, last.end));
  const need = { ...algorithm, alg: plainText(alg), use: 'sig', ops: ['verify'] } as const;
  return tryKeys(keys, header.kid, need, async (jwk) => {
    const key = imported.get(jwk)?.get(alg) ?? (await importKey(jwk, alg, algorithm, subtle));
    return (await subtle.verify(algorithm.params, key, signature, signed)) ? {} : undefined;
  });
}

/** Keys as WebCrypto has them for each `alg`, for as long as their text is at hand. */
const imported = new WeakMap<Jwk, Map<unknown, CryptoKey>>();

async function importKey(
  jwk: Jwk,
  alg: unknown,
  { params }: SignatureAlgorithm,
  subtle: SubtleCrypto,
): Promise<CryptoKey> {
  const key = await subtle.importKey('jwk', bareJwk(jwk, 'public'), params, false, ['verify']);
  imported.set(jwk, (imported.get(jwk) ?? new Map()).set(alg, key));
  return key;
}

import type { KeyAlgorithm } from './client-key.ts';

/** How WebCrypto is told to make a key for an algorithm: RSA of 2048 bit, or the curve that it names. @see RFC 7518 §3 */
export function newKeyParams(alg: KeyAlgorithm): { name: string } & Record<string, unknown> {
  const hash = 'SHA-256';
  const rsa = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash };
  if (alg === 'PS256') return { name: 'RSA-PSS', ...rsa };
  if (alg === 'RS256') return { name: 'RSASSA-PKCS1-v1_5', ...rsa };
  if (alg === 'EdDSA') return { name: 'Ed25519' };
  const namedCurve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[alg];
  return { name: 'ECDSA', namedCurve };
}

/** How WebCrypto calls a signature algorithm, and the keys that it takes. */
export interface SignatureAlgorithm {
  kty: 'RSA' | 'EC' | 'OKP' | 'oct';
  crv?: string;
  /** fewest bits of the key */
  bits?: number;
  /** for importing and for verifying alike */
  params: { name: string; hash?: string; namedCurve?: string; saltLength?: number };
}

/** `undefined` for names that are none, `none` among them. @see RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2 */
export function signatureAlgorithm(alg: string): SignatureAlgorithm | undefined {
  if (alg === 'EdDSA' || alg === 'Ed25519') {
    return { kty: 'OKP', crv: 'Ed25519', params: { name: 'Ed25519' } };
  }
  const [, family, size] = /^([RPEH])S(256|384|512)$/.exec(alg) ?? [];
  const hash = `SHA-${size}`;
  const bits = Number(size);
  switch (family) {
    case 'R':
      return { kty: 'RSA', bits: 2048, params: { name: 'RSASSA-PKCS1-v1_5', hash } };
    case 'P':
      return { kty: 'RSA', bits: 2048, params: { name: 'RSA-PSS', hash, saltLength: bits / 8 } };
    case 'E': {
      const namedCurve = `P-${bits === 512 ? 521 : bits}`;
      return { kty: 'EC', crv: namedCurve, params: { name: 'ECDSA', hash, namedCurve } };
    }
    case 'H':
      return { kty: 'oct', bits, params: { name: 'HMAC', hash } };
    default:
      return undefined;
  }
}

/**
 * Whether a bank may sign with an algorithm: with one of those listed, or where none is, with any that takes a key pair.
 * A shared secret proves nothing about who signed.
 *
 * @see RFC 8725 §3.1, §3.2
 */
export function takesAlgorithm(alg: unknown, listed: readonly string[] = []): boolean {
  if (typeof alg !== 'string' || (listed.length > 0 && !listed.includes(alg))) return false;
  const known = signatureAlgorithm(alg);
  return known !== undefined && known.kty !== 'oct';
}

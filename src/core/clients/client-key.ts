import * as z from 'zod/mini';

/** Signature algorithms that a client's key can have. @see RFC 7518 §3.1, RFC 8037 §3.1 */
export const keyAlgorithmSchema = z.enum(['PS256', 'RS256', 'ES256', 'ES384', 'ES512', 'EdDSA']);
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>;

/** What is known of a client's signing key. The key itself stays where nothing can read it back. */
export const clientKeySchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  /** what it can sign with, the best first */
  algorithms: z.array(keyAlgorithmSchema).check(z.minLength(1)),
  /** what it signs with where a profile does not say */
  alg: keyAlgorithmSchema,
  /** as the bank knows the key; empty: none is sent */
  kid: z.string(),
});
export type ClientKey = z.infer<typeof clientKeySchema>;

/** The algorithm that a key signs with at a bank which takes only some; its own where none fits. */
export function signingAlgorithm(
  { alg, algorithms }: Pick<ClientKey, 'alg' | 'algorithms'>,
  taken: readonly string[] | undefined,
): KeyAlgorithm {
  if (!taken || taken.includes(alg)) return alg;
  return algorithms.find((one) => taken.includes(one)) ?? alg;
}

interface WebCryptoAlgorithm {
  name: string;
  hash: string;
  namedCurve?: string;
  saltLength?: number;
}

const WEB_CRYPTO: Readonly<Record<KeyAlgorithm, WebCryptoAlgorithm>> = {
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', hash: 'SHA-384', namedCurve: 'P-384' },
  ES512: { name: 'ECDSA', hash: 'SHA-512', namedCurve: 'P-521' },
  EdDSA: { name: 'Ed25519', hash: '' },
};

/** How WebCrypto calls an algorithm: to import a key for it, and to sign. @see RFC 7518 §3 */
export function webCryptoAlgorithm(alg: KeyAlgorithm): WebCryptoAlgorithm {
  return WEB_CRYPTO[alg];
}

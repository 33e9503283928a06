import * as z from 'zod/mini';

/** Signature algorithms that a client's key can have. @see RFC 7518 §3.1, RFC 8037 §3.1 */
export const keyAlgorithmSchema = z.enum(['PS256', 'RS256', 'ES256', 'ES384', 'ES512', 'EdDSA']);
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>;

/** What is known of a client's signing key. The key itself stays where nothing can read it back. */
export const clientKeySchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  /** what it can sign with; the first where a profile does not say */
  algorithms: z.array(keyAlgorithmSchema).check(z.minLength(1)),
  /** as the bank knows the key; empty: none is sent */
  kid: z.string(),
  /** its public half, to be registered; absent where it was brought by an earlier version */
  publicJwk: z.optional(z.record(z.string(), z.string())),
});
export type ClientKey = z.infer<typeof clientKeySchema>;

import { encodeBase64url } from '../tokens/base64url.ts';

/** Bytes of randomness behind `state` and `code_verifier`: 256 bits, 43 characters as text. */
export const RANDOM_BYTES = 32;

/** A `state` or `code_verifier` made from 32 random bytes: 43 unreserved characters. @see RFC 7636 §4.1 */
export function randomText(bytes: Uint8Array): string {
  if (bytes.length < RANDOM_BYTES) throw new RangeError(`needs ${RANDOM_BYTES} random bytes`);
  return encodeBase64url(bytes);
}

/** The S256 challenge of a verifier: 43 characters. @see RFC 7636 §4.2 */
export async function codeChallenge(codeVerifier: string): Promise<string> {
  const bytes = new TextEncoder().encode(codeVerifier);
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

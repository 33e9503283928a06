import { encodeBase64url } from '../base64url.ts';
import { type Bytes, bareJwk, type Jwk } from './jwk.ts';

/** SHA-256 of the members that a public key must have, in their order. @see RFC 7638 §3 */
export function keyThumbprint(jwk: Jwk, subtle: SubtleCrypto): Promise<string> {
  const members = Object.entries(bareJwk(jwk, 'public')).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const json = JSON.stringify(Object.fromEntries(members));
  return sha256Text(new TextEncoder().encode(json), subtle);
}

/** SHA-256 of some bytes, as base64url. */
export async function sha256Text(bytes: Bytes, subtle: SubtleCrypto): Promise<string> {
  return encodeBase64url(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

import { readPem } from '../../certificates/pem.ts';
import { err, ok, type Result } from '../../result.ts';
import { encodeBase64url } from '../base64url.ts';
import type { Claims } from '../decode-jwt.ts';
import { type Bytes, bareJwk, type Jwk } from './jwk.ts';
import { bytesOfHex, type KeysFault, readKeys } from './read-keys.ts';
import type { TokenCheck } from './token-check.ts';

/** By what a token may be bound: the thumbprint of a certificate, or of a key that signs DPoP proofs. */
export interface KeyBinding {
  member: 'x5t#S256' | 'jkt';
  thumbprint: string;
}

/** The thumbprint of the certificate in a PEM text, else of the key in it. @see RFC 8705 §3.1, RFC 9449 §6.1 */
export async function readBinding(
  text: string,
  subtle: SubtleCrypto,
): Promise<Result<KeyBinding, KeysFault>> {
  const certificate = readPem(text).find(({ label }) => label === 'CERTIFICATE')?.hex;
  if (certificate) {
    return ok({ member: 'x5t#S256', thumbprint: await sha256(bytesOfHex(certificate), subtle) });
  }
  const keys = await readKeys(text, subtle);
  if (!keys.ok) return keys;
  const [key] = keys.value;
  if (!key) return err('unreadable');
  return ok({ member: 'jkt', thumbprint: await keyThumbprint(key, subtle) });
}

/** SHA-256 of the members that a public key must have, in their order. @see RFC 7638 §3 */
export function keyThumbprint(jwk: Jwk, subtle: SubtleCrypto): Promise<string> {
  const members = Object.entries(bareJwk(jwk, 'public')).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const json = JSON.stringify(Object.fromEntries(members));
  return sha256(new TextEncoder().encode(json), subtle);
}

/** What `cnf` says beside what is in use; empty where there is nothing to compare. @see RFC 7800 §3.1 */
export function checkBinding(claims: Claims, binding: KeyBinding | undefined): TokenCheck[] {
  const cnf = (typeof claims.cnf === 'object' ? claims.cnf : null) ?? {};
  if (!binding) {
    return Object.entries(cnf).map(([member, seen]) => ({
      name: `cnf.${member}`,
      outcome: 'unchecked',
      missing: 'value',
      seen,
      expected: '',
    }));
  }
  const { member, thumbprint } = binding;
  const seen = (cnf as Claims)[member];
  const outcome = seen === thumbprint ? 'ok' : 'failed';
  return [{ name: `cnf.${member}`, outcome, seen, expected: thumbprint }];
}

async function sha256(bytes: Bytes, subtle: SubtleCrypto): Promise<string> {
  return encodeBase64url(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

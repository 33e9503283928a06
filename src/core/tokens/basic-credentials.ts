import { decodeBase64urlLeniently } from './base64url.ts';

/** What HTTP Basic sends: no token, but a name and a password, of which only the length is kept. */
export interface BasicCredentials {
  user: string;
  /** characters */
  secretLength: number;
}

/** Reads what follows `Basic`; none where it has no colon in it. @see RFC 7617 §2 */
export function readBasic(encoded: string): BasicCredentials[] {
  const bytes = decodeBase64urlLeniently(encoded);
  const [user, ...secret] = new TextDecoder().decode(bytes).split(':');
  if (user === undefined || secret.length === 0) return [];
  return [{ user, secretLength: secret.join(':').length }];
}

import { decodeBase64url } from './base64url.ts';
import { type DecodedToken, decodeToken } from './decode-jwt.ts';

/** What an SD-JWT carries behind its JWT. @see RFC 9901 §4 */
export interface SdJwt {
  disclosures: Disclosure[];
  /** who holds it says so with a JWT of its own, the last part */
  keyBinding?: { token: string; start: number; decoded: DecodedToken };
}

/** A claim that its holder chose to show. @see RFC 9901 §4.2 */
export interface Disclosure {
  /** character positions in the token, end exclusive */
  start: number;
  end: number;
  /** absent where it cannot be read */
  content?: { salt: string; name?: string; value: unknown };
}

/** The first part of an SD-JWT, and what follows it; any other token is its own first part. */
export function splitSdJwt(token: string): { jwt: string; sd?: SdJwt } {
  const [jwt = '', ...parts] = token.split('~');
  if (parts.length === 0 || decodeToken(jwt).kind !== 'jwt') return { jwt: token };
  let start = jwt.length + 1;
  const disclosures: Disclosure[] = [];
  const last = parts.pop() ?? '';
  for (const part of parts) {
    disclosures.push(readDisclosure(part, start));
    start += part.length + 1;
  }
  if (last === '') return { jwt, sd: { disclosures } };
  return {
    jwt,
    sd: { disclosures, keyBinding: { token: last, start, decoded: decodeToken(last) } },
  };
}

function readDisclosure(part: string, start: number): Disclosure {
  const place = { start, end: start + part.length };
  const bytes = decodeBase64url(part);
  if (!bytes.ok) return place;
  try {
    const parsed: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.value),
    );
    if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return place;
    const [salt, name, value] = parsed;
    // An element of a list has no name.
    if (parsed.length === 2) return { ...place, content: { salt, value: name } };
    if (parsed.length !== 3 || typeof name !== 'string') return place;
    return { ...place, content: { salt, name, value } };
  } catch {
    return place;
  }
}

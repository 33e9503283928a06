import { decodeBase64url } from './base64url.ts';
import { type DecodedToken, decodeToken, type TokenPart } from './decode-jwt.ts';

/** What an SD-JWT carries behind its JWT. @see RFC 9901 §4 */
export interface SdJwt {
  disclosures: Disclosure[];
  /** with it, who holds the token shows that it is theirs; the last part, a JWT of its own */
  keyBinding?: string;
}

/** A claim that its holder chose to show; without a name, an element of a list. @see RFC 9901 §4.2 */
export interface Disclosure {
  /** as it stands in the token: what the issuer's digest is made of */
  text: string;
  /** absent where it cannot be read */
  content?: { salt: string; name?: string; value: unknown };
}

/** Disclosures that are read; what lies behind them is one part more. */
const MOST = 300;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A token decoded; of an SD-JWT that is its first part, with what follows it among the parts. */
export function decodeAnyToken(token: string): { decoded: DecodedToken; sd?: SdJwt } {
  const [jwt = '', ...rest] = token.split('~');
  const decoded = decodeToken(jwt);
  if (rest.length === 0) return { decoded };
  if (decoded.kind !== 'jwt') return { decoded: decodeToken(token) };
  const keyBinding = rest.pop();
  const beyond = rest.splice(MOST).join('~');
  const parts: TokenPart[] = [...decoded.parts];
  let start = jwt.length + 1;
  const add = (name: TokenPart['name'], text: string, fault?: TokenPart['fault']) => {
    parts.push({ name, start, end: start + text.length, ...(fault ? { fault } : {}) });
    start += text.length + 1;
  };
  const disclosures = rest.map((text): Disclosure => {
    const read = readDisclosure(text);
    const isRead = 'salt' in read;
    add('disclosure', text, isRead ? undefined : read);
    return isRead ? { text, content: read } : { text };
  });
  if (beyond !== '') add('disclosure', beyond);
  if (keyBinding) add('key_binding', keyBinding);
  return {
    decoded: { ...decoded, parts },
    sd: { disclosures, ...(keyBinding ? { keyBinding } : {}) },
  };
}

function readDisclosure(
  text: string,
): NonNullable<Disclosure['content']> | NonNullable<TokenPart['fault']> {
  const bytes = decodeBase64url(text);
  if (text === '') return { kind: 'not_json' };
  if (!bytes.ok) return { kind: 'base64url', fault: bytes.error };
  try {
    const [salt, name, value, ...more]: unknown[] = [...JSON.parse(utf8.decode(bytes.value))];
    if (typeof salt !== 'string' || more.length > 0) return { kind: 'not_json' };
    if (value === undefined) return { salt, value: name };
    return typeof name === 'string' ? { salt, name, value } : { kind: 'not_json' };
  } catch {
    return { kind: 'not_json' };
  }
}

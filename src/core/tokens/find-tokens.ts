import { parseAuthorizationResponse, responseParameters } from '../oauth/authorization-response.ts';
import { type Parameter, parseParameters } from '../oauth/parameter.ts';
import { decodeBase64urlLeniently } from './base64url.ts';
import { type BasicCredentials, readBasic } from './basic-credentials.ts';
import type { Cleaner } from './clean-text.ts';
import { type DecodedToken, decodeToken } from './decode-jwt.ts';
import { decodeAnyToken, type SdJwt } from './sd-jwt.ts';
import { findJwts, findNamed } from './token-in-text.ts';

export interface NamedToken {
  /** the member, parameter or header that held it; empty for a bare token */
  name: string;
  token: string;
  /** of an SD-JWT: its first part */
  decoded: DecodedToken;
  sd?: SdJwt;
}

/** Tokens, and what is none but goes the same way. */
export interface Findings {
  tokens: NamedToken[];
  credentials: BasicCredentials[];
}

const TOKEN_NAMES =
  /^(access_?token|refresh_?token|id_?token|(logout|subject|actor|registration_access)_token|code|response|request|id_token_hint|(client_)?assertion|token|dpop)$/i;
const HEADER = /^\s*(bearer|dpop|basic)\s+(\S+)\s*$/i;
/** Tokens that are read; nobody looks at more of them at once. */
const MOST = 100;
const ELLIPSIS = /…|\.{3,}/g;

/** A token by itself, and the JWT that it ends with; what an ellipsis stands for is lost. */
export function namedTokens(name: string, text: string, cleaner: Cleaner): NamedToken[] {
  const token = cleaner.replace(text, 'ellipsis', ELLIPSIS);
  const read = decodeAnyToken(token);
  const { keyBinding } = read.sd ?? {};
  const tokens: NamedToken[] = [{ name, token, ...read }];
  if (keyBinding)
    tokens.push({ name: 'kb+jwt', token: keyBinding, decoded: decodeToken(keyBinding) });
  return tokens;
}

/** Something under a name, in so many texts that it was read out of. */
interface Held {
  name: string;
  value: unknown;
  depth: number;
}

/**
 * The tokens in whatever JSON, URLs, forms, headers and texts hold, in each other too; every one once.
 * A pair of `name` and `value`, as HAR writes headers and parameters, counts as a member of that name.
 */
export function findTokens(value: unknown, cleaner: Cleaner): Findings {
  const found = new Map<string, NamedToken[]>();
  const credentials: BasicCredentials[] = [];
  // A stack of its own, so that nothing is nested too deep for it; what comes first is found first.
  const held: Held[] = [{ name: '', value, depth: 0 }];
  for (let one = held.pop(); one && found.size < MOST; one = held.pop()) {
    const { name, value, depth } = one;
    if (typeof value === 'object' && value !== null) {
      held.push(...membersOf(value, name, depth).reverse());
    }
    if (typeof value !== 'string' || value === '') continue;
    const [, scheme, sent = value] = HEADER.exec(value) ?? [];
    if (scheme?.toLowerCase() === 'basic') credentials.push(...readBasic(sent));
    else if (!/\s/.test(sent) && (scheme || isNamed(name, sent) || isJwt(sent))) {
      if (!found.has(sent)) found.set(sent, namedTokens(name, sent, cleaner));
    } else if (depth < 4) {
      const inside = heldInText(name, value, depth + 1);
      if (inside) held.push(...inside.reverse());
      else {
        for (const { token } of findJwts(value, cleaner)) {
          if (!found.has(token)) found.set(token, namedTokens(name, token, cleaner));
        }
      }
    }
  }
  return { tokens: [...found.values()].flat(), credentials };
}

function isNamed(name: string, text: string): boolean {
  return TOKEN_NAMES.test(name) && !/^[[{]/.test(text);
}

function isJwt(text: string): boolean {
  return decodeToken(text.split('~', 1)[0] ?? '').kind !== 'opaque';
}

/** What a text holds that is JSON, a URL or a form. */
function heldInText(name: string, text: string, depth: number): Held[] | undefined {
  if (/^\s*[[{]/.test(text)) {
    try {
      return [{ name, value: JSON.parse(text), depth }];
    } catch {
      return undefined;
    }
  }
  const url = /^[a-z][\w+.-]*:\/\/\S*$/i.test(text) && parseAuthorizationResponse(text);
  const parameters = url ? responseParameters(url) : parametersOfForm(text);
  return parameters?.map((one) => ({ ...one, depth }));
}

/** What a form body holds; a token may end with equals signs too. */
export function parametersOfForm(text: string): Parameter[] | undefined {
  // Of an address somebody may have copied what stands behind it only.
  const [, name = ''] = /^[?#]?([\w.]+)=[^\s"'<>]*$/.exec(text) ?? [];
  return name !== '' && (text.includes('&') || TOKEN_NAMES.test(name))
    ? parseParameters(text.replace(/^[?#]/, ''))
    : undefined;
}

function membersOf(value: object, name: string, depth: number): Held[] {
  if (Array.isArray(value)) return value.map((element) => ({ name, value: element, depth }));
  const members: Record<string, unknown> = { ...value };
  const { text } = members;
  if (members.encoding === 'base64' && typeof text === 'string') {
    const bytes = decodeBase64urlLeniently(text);
    return [{ name, value: new TextDecoder().decode(bytes), depth }];
  }
  if (typeof members.name === 'string' && typeof members.value === 'string') {
    return [{ name: members.name, value: members.value, depth }];
  }
  const { payload } = members;
  // A signature of the JSON serialization makes a token of its own. @see RFC 7515 §7.2
  if (typeof payload === 'string') {
    const signed = Array.isArray(members.signatures) ? members.signatures : [members];
    const tokens = signed.flatMap((one) =>
      typeof one?.protected === 'string' && typeof one.signature === 'string'
        ? { name, value: `${one.protected}.${payload}.${one.signature}`, depth }
        : [],
    );
    if (tokens.length > 0) return tokens;
  }
  return Object.entries(members).map(([key, member]) => ({
    // As a member of JSON it tells of an error.
    name: key === 'code' ? '' : key,
    value: member,
    depth,
  }));
}

/** Tokens in a text of no form: JWTs wherever they stand, others behind their name or scheme. */
export function findInText(text: string, cleaner: Cleaner): Findings {
  const jwts = findJwts(text, cleaner);
  const named = findNamed(text);
  const tokens = jwts.map((jwt) => {
    const by = named.find(({ start, end }) => start <= jwt.start && jwt.start < end);
    return { ...jwt, name: by?.name ?? '' };
  });
  const others = named.filter(
    ({ start, end }) => !jwts.some((jwt) => start < jwt.end && jwt.start < end),
  );
  const all = [...tokens, ...others].sort((a, b) => a.start - b.start);
  const once = new Map(all.map(({ token, name }) => [token, name]));
  const read = [...once]
    .slice(0, MOST)
    .flatMap(([token, name]) => namedTokens(name, token, cleaner));
  const credentials = [...text.matchAll(/\bBasic\s{1,9}([\w+/-]{4,}=*)/gi)].flatMap(
    ([, encoded = '']) => readBasic(encoded),
  );
  return { tokens: read, credentials };
}

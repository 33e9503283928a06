import { parseAuthorizationResponse, responseParameters } from '../oauth/authorization-response.ts';
import type { Parameter } from '../oauth/parameter.ts';
import { parseObject } from '../oauth/token-response.ts';
import { type DecodedToken, decodeToken } from './decode-jwt.ts';

/** What pasted text turned out to be. */
export type RecognisedText =
  | { kind: 'empty' }
  /** a redirect or any other URL: its parameters, with tokens among them decoded */
  | { kind: 'url'; landedOn: string; parameters: Parameter[]; tokens: NamedToken[] }
  /** a JSON answer: its members, with tokens among them decoded */
  | { kind: 'json'; json: Record<string, unknown>; tokens: NamedToken[] }
  | { kind: 'token'; tokens: NamedToken[] };

export interface NamedToken {
  /** the member or parameter that held it; empty for a bare token */
  name: string;
  token: string;
  decoded: DecodedToken;
}

const TOKEN_NAMES = ['access_token', 'refresh_token', 'id_token', 'code', 'response'];

/**
 * Recognises what a person pasted: a token, an `Authorization` header, a JSON token answer or a URL.
 * Quotes, blanks and line breaks that terminals and mail put around or into a token are dropped.
 */
export function recogniseText(pasted: string): RecognisedText {
  const text = pasted.trim();
  if (text === '') return { kind: 'empty' };
  const json = parseObject(text);
  if (json) return { kind: 'json', json, tokens: tokensIn(Object.entries(json)) };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const response = parseAuthorizationResponse(text);
    if (response) {
      const parameters = responseParameters(response);
      const tokens = tokensIn(parameters.map(({ name, value }) => [name, value]));
      return { kind: 'url', landedOn: response.landedOn, parameters, tokens };
    }
  }
  const token = text
    .replace(/^authorization:\s*/i, '')
    .replace(/^(bearer|dpop)\s+/i, '')
    .replace(/["'`\s,;]+/g, '');
  return token === ''
    ? { kind: 'empty' }
    : { kind: 'token', tokens: [{ name: '', token, decoded: decodeToken(token) }] };
}

function tokensIn(entries: [string, unknown][]): NamedToken[] {
  return entries.flatMap(([name, value]) => {
    if (typeof value !== 'string' || value === '') return [];
    const decoded = decodeToken(value);
    if (decoded.kind === 'opaque' && !TOKEN_NAMES.includes(name)) return [];
    return [{ name, token: value, decoded }];
  });
}

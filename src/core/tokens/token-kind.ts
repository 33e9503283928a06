import type { DecodedToken } from './decode-jwt.ts';

/** What a token is for. */
export type TokenKind = keyof typeof KIND_OF_TYP;

/** How findings call each kind, by the value of `typ` or the name that it goes by. */
export const KIND_OF_TYP = {
  access_token: 'access_token',
  id_token: 'id_token',
  logout_token: 'logout_token',
  dpop: 'dpop+jwt',
  key_binding: 'kb+jwt',
  request_object: 'oauth-authz-req+jwt',
  introspection: 'token-introspection+jwt',
  sd_jwt: 'sd-jwt',
} as const;

const TYPS: Readonly<Record<string, TokenKind>> = {
  'at+jwt': 'access_token',
  'logout+jwt': 'logout_token',
  'dpop+jwt': 'dpop',
  'kb+jwt': 'key_binding',
  'oauth-authz-req+jwt': 'request_object',
  'token-introspection+jwt': 'introspection',
};

/** Claims that only an ID token has. @see OpenID Connect Core §2, §3.3.2.11, §3.1.3.6 */
const OF_ID_TOKEN = ['at_hash', 'c_hash', 'nonce'];

/** What a token says it is: by its `typ`, else by a claim of an ID token; `undefined` when it does not say. */
export function kindOfToken(
  decoded: DecodedToken,
): { kind: TokenKind; by: 'typ' | 'claim'; sign: string } | undefined {
  if (decoded.kind !== 'jwt') return undefined;
  const typ = decoded.header?.typ;
  if (typeof typ === 'string') {
    const short = typ.toLowerCase().replace(/^application\//, '');
    const kind = Object.hasOwn(TYPS, short) ? TYPS[short] : undefined;
    if (kind) return { kind, by: 'typ', sign: `typ ${typ}` };
    if (short.endsWith('+sd-jwt')) return { kind: 'sd_jwt', by: 'typ', sign: `typ ${typ}` };
  }
  const sign = OF_ID_TOKEN.find((name) => decoded.claims && Object.hasOwn(decoded.claims, name));
  return sign === undefined ? undefined : { kind: 'id_token', by: 'claim', sign };
}

/** What the name says that a token came by; `undefined` for names that may be anything. */
export function expectedKind(name: string): TokenKind | undefined {
  return (['access_token', 'id_token'] as const).find((one) => one === name);
}

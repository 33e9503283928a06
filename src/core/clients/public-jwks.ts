import type { ClientKey } from './client-key.ts';

/** Members of public keys; whatever else a JWK has, among it every private one, stays out. @see RFC 7518 §6, RFC 8037 §2 */
const PUBLIC = ['kty', 'crv', 'n', 'e', 'x', 'y'];

/** The public half of a key as a JWK without anything of its use. */
export function publicMembers(jwk: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    PUBLIC.flatMap((name) => {
      const member = jwk[name];
      return typeof member === 'string' ? [[name, member]] : [];
    }),
  );
}

/**
 * The JWK set that a bank is given to know a client's signatures by, as indented JSON; `undefined` for keys that
 * were brought before their public half was kept.
 *
 * @see RFC 7517 §4, §5
 */
export function publicJwks({ publicJwk, kid, algorithms }: ClientKey): string | undefined {
  if (!publicJwk) return undefined;
  const [alg] = algorithms;
  const key = { ...publicMembers(publicJwk), ...(kid !== '' && { kid }), alg, use: 'sig' };
  return JSON.stringify({ keys: [key] }, null, 2);
}

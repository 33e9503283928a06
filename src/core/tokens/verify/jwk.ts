import { decodeBase64url } from '../base64url.ts';

/** A key as somebody gave it: nothing in it was checked. @see RFC 7517 §4 */
export type Jwk = Readonly<Record<string, unknown>>;

export type Bytes = Uint8Array<ArrayBuffer>;

/** What browsers decode base64 with, and Node 20 does not have. */
const { fromBase64 } = Uint8Array as {
  fromBase64?: (text: string, how: { alphabet: 'base64url' }) => Bytes;
};

/** The bytes of text that was found to be strict base64url before. */
export function bytesOfStrict(text: string): Bytes {
  return fromBase64?.(text, { alphabet: 'base64url' }) ?? bytesOf(text);
}

/** The bytes of a base64url member; empty when it is none. */
export function bytesOf(member: unknown): Bytes {
  const decoded = typeof member === 'string' ? decodeBase64url(member) : undefined;
  return decoded?.ok ? (decoded.value as Bytes) : new Uint8Array();
}

/** The bits of an RSA modulus, or of a shared secret, in whole bytes. */
export function sizeOf({ n, k }: Jwk): number {
  const text = n ?? k;
  return typeof text === 'string' ? Math.floor((text.length * 3) / 4) * 8 : 0;
}

/** What a key is called: its `kid`, else what kind it is. */
export function keyName({ kid, kty, crv }: Jwk): string {
  return plainText(kid ?? crv ?? kty);
}

/** A member that should be text, whatever it is: what is nested may have a `toString` of its own. */
export function plainText(member: unknown): string {
  return typeof member === 'object' ? '{…}' : String(member ?? '–');
}

const PUBLIC = ['kty', 'crv', 'n', 'e', 'x', 'y', 'k'];
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi'];

/** A key for WebCrypto, without what it says of its use, which was looked at before. */
export function bareJwk(jwk: Jwk, half: 'public' | 'private'): JsonWebKey {
  const names = half === 'public' ? PUBLIC : [...PUBLIC, ...PRIVATE];
  return Object.fromEntries(names.flatMap((name) => (name in jwk ? [[name, jwk[name]]] : [])));
}

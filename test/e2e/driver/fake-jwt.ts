/** A token in the form of RFC 7519 §3, whose signature says by itself that it is none. */
export function fakeJwt(header: object, claims: object): string {
  const parts = [JSON.stringify(header), JSON.stringify(claims), 'not a real signature'];
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
}

import { type Claims, type DecodedToken, decodeToken } from '../tokens/decode-jwt.ts';

/** A JWT that stands in a request, with header and claims; `undefined` for what cannot be read. */
export interface SentJwt {
  header: Claims;
  claims: Claims;
  /** bytes */
  signatureLength: number;
}

export function readSentJwt(token: string): SentJwt | undefined {
  const decoded: DecodedToken = decodeToken(token);
  if (decoded.kind !== 'jwt' || !decoded.header || !decoded.claims) return undefined;
  const { header, claims, parts } = decoded;
  const { start = 0, end = 0 } = parts[2] ?? {};
  return { header, claims, signatureLength: Math.floor(((end - start) * 3) / 4) };
}

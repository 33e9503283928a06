import { epochSeconds } from '../time.ts';
import { type Claims, type DecodedToken, decodeToken } from '../tokens/decode-jwt.ts';
import { claimText } from './claim-text.ts';
import type { Observation } from './rule.ts';

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

/** True for a value that a record shows masked: nothing can be said of it. */
export function isMasked(value: string): boolean {
  return value.startsWith('{{');
}

/** A member that is not as it should be: its name, what stands there, what should. */
export function wrongMember(name: string, seen: unknown, expected: string): Observation {
  return { facts: [name, claimText(seen), expected] };
}

/** True where a date claim lies within so many seconds of now; always, while now is not known. */
export function isNear(claim: unknown, nowMs: number | undefined, from: number, to: number) {
  if (typeof claim !== 'number') return false;
  if (nowMs === undefined) return true;
  const ahead = claim - epochSeconds(nowMs);
  return ahead > from && ahead <= to;
}

/** Algorithms whose key the receiver need not share. @see RFC 7518 §3.1, RFC 8037 §3.1 */
export const ASYMMETRIC = /^((PS|RS|ES)(256|384|512)|EdDSA|Ed25519)$/;

import { epochSeconds } from '../time.ts';
import { claimText } from './claim-text.ts';
import type { Observation } from './rule.ts';

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

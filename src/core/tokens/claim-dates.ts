import type { EpochSeconds } from '../time.ts';
import type { Claims } from './decode-jwt.ts';

/** Claims that hold an instant. @see RFC 7519 §4.1, OpenID Connect Core §2 */
export const DATE_CLAIMS = ['exp', 'nbf', 'iat', 'auth_time'] as const;
export type DateClaim = (typeof DATE_CLAIMS)[number];

/** Above this a date must be in milliseconds: as seconds it would lie after the year 5138. */
export const SECONDS_LIMIT = 100_000_000_000;

/** A date claim in seconds; milliseconds are brought down to seconds, other types give `undefined`. */
export function claimDate(claims: Claims, name: DateClaim): EpochSeconds | undefined {
  const value = claims[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return value >= SECONDS_LIMIT ? Math.floor(value / 1000) : value;
}

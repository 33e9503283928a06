import { type EpochMilliseconds, type EpochSeconds, epochSeconds } from '../time.ts';
import { claimDate, type DateClaim } from '../tokens/claim-dates.ts';
import type { TokenSubject } from './lint-token.ts';

/** An instant as RFC 3339 text in UTC; the bare number where it lies outside the calendar. */
export function instantText(at: EpochSeconds): string {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().replace('.000Z', 'Z');
}

/** How long ago a date claim lay: negative when it lies ahead, `undefined` when there is none. */
export function secondsSince(
  { decoded, nowMs }: { decoded: TokenSubject['decoded']; nowMs: EpochMilliseconds },
  name: DateClaim,
): { at: EpochSeconds; seconds: number } | undefined {
  const at = decoded.kind === 'jwt' && decoded.claims ? claimDate(decoded.claims, name) : undefined;
  return at === undefined ? undefined : { at, seconds: epochSeconds(nowMs) - Math.floor(at) };
}

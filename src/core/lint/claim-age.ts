import { type EpochMilliseconds, type EpochSeconds, epochSeconds } from '../time.ts';
import { claimDate, type DateClaim } from '../tokens/claim-dates.ts';
import type { TokenSubject } from './lint-token.ts';

/** How long ago a date claim lay: negative when it lies ahead, `undefined` when there is none. */
export function secondsSince(
  { decoded, nowMs }: { decoded: TokenSubject['decoded']; nowMs: EpochMilliseconds },
  name: DateClaim,
): { at: EpochSeconds; seconds: number } | undefined {
  const at = decoded.kind === 'jwt' && decoded.claims ? claimDate(decoded.claims, name) : undefined;
  return at === undefined ? undefined : { at, seconds: epochSeconds(nowMs) - Math.floor(at) };
}

import type { EpochMilliseconds } from '../time.ts';

/** Where the present stands on the line, in percent: most of what one looks for lies ahead. */
export const NOW_AT = 30;

/** Milliseconds near the present that are drawn as one: what is shorter would be all that one sees. */
const NEAR_MS = 60_000;

/**
 * Places moments on a line around the present, in percent of its length: the further away, the denser, so
 * that an hour and half a year can both be seen.
 *
 * @param moments all that shall have room
 */
export function timeLine(
  moments: readonly EpochMilliseconds[],
  nowMs: EpochMilliseconds,
): (atMs: EpochMilliseconds) => number {
  const room = (distances: number[]) => Math.log1p(Math.max(NEAR_MS, ...distances) / NEAR_MS);
  const past = room(moments.map((at) => nowMs - at));
  const future = room(moments.map((at) => at - nowMs));
  return (atMs) => {
    const far = Math.log1p(Math.abs(atMs - nowMs) / NEAR_MS);
    const place =
      atMs < nowMs ? NOW_AT - (far / past) * NOW_AT : NOW_AT + (far / future) * (100 - NOW_AT);
    return Math.min(100, Math.max(0, place));
  };
}

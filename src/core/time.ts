/** Whole seconds since 1970, as `exp`, `iat` and `expires_in` count them. */
export type EpochSeconds = number;
/** Milliseconds since 1970: observed times and timers. */
export type EpochMilliseconds = number;
export type Seconds = number;
export type Milliseconds = number;

/** Seconds on either side that clocks may differ. @see RFC 7519 §4.1.4 */
export const TOLERANCE: Seconds = 60;

/** The whole second that a moment falls in. */
export function epochSeconds(atMs: EpochMilliseconds): EpochSeconds {
  return Math.floor(atMs / 1000);
}

/** The first millisecond of a second. */
export function epochMilliseconds(at: EpochSeconds): EpochMilliseconds {
  return at * 1000;
}

/** Tells the time. Passed in wherever time matters; only the entry points build a real one. */
export interface Clock {
  nowMs(): EpochMilliseconds;
}

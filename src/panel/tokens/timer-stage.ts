import type { Seconds } from '../../core/time.ts';

/** How near the end is, in the steps at which it is announced. */
export type TimerStage = 'long' | 'minute' | 'seconds' | 'over';

/** The stage of a token with some seconds left. */
export function timerStage(left: Seconds): TimerStage {
  if (left <= 0) return 'over';
  if (left <= 10) return 'seconds';
  return left <= 60 ? 'minute' : 'long';
}

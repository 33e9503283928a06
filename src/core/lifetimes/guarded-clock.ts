import type { EpochMilliseconds } from '../time.ts';

/** Two clocks, read at one moment: the one people set, and one that only counts. */
export interface ClockReading {
  wallMs: EpochMilliseconds;
  /** milliseconds from some start; stands still while the computer sleeps */
  monotonicMs: number;
}

/** What became of the person's clock. */
export interface ClockChange {
  /**
   * `back`: it was set back before our eyes. `ahead`: it went ahead, by a sleep or by a hand. `behind`: it
   * stands before something that has happened already, so that it was set back while nobody looked.
   */
  kind: 'back' | 'ahead' | 'behind';
  byMs: number;
}

export interface GuardedClock {
  last: ClockReading;
  /** what is added to the person's clock */
  correctionMs: number;
  /** the latest change that the person should know of */
  change?: ClockChange | undefined;
  /** the person said that their clock is right */
  trusted?: boolean;
}

/** Steps of the clock that are drift and rounding, in milliseconds. */
const DRIFT_MS = 2000;
/** A shorter leap ahead is passed over in silence. */
const TOLD_FROM_MS = 60_000;

export function startClock(last: ClockReading): GuardedClock {
  return { last, correctionMs: 0 };
}

export function clockNow({ last, correctionMs }: GuardedClock): EpochMilliseconds {
  return last.wallMs + correctionMs;
}

/**
 * The clock after another reading. Its time never runs backwards: nothing but a hand sets a clock back, so
 * that the monotonic clock counts on. A leap ahead is taken as time that has passed, since a sleeping
 * computer stops the monotonic clock and only this way is nothing called valid that is over; it is told, and
 * `takeClock` undoes it.
 */
export function advanceClock(clock: GuardedClock, reading: ClockReading): GuardedClock {
  const { last, correctionMs } = clock;
  const step = reading.wallMs - last.wallMs - (reading.monotonicMs - last.monotonicMs);
  if (step < -DRIFT_MS) {
    const back = { kind: 'back', byMs: -step } as const;
    return { last: reading, correctionMs: correctionMs - step, change: back };
  }
  const ahead = { kind: 'ahead', byMs: step } as const;
  return { ...clock, last: reading, ...(step >= TOLD_FROM_MS && { change: ahead }) };
}

/** The clock when something is known to have happened at a moment: it stands there or later. */
export function notBefore(clock: GuardedClock, atMs: EpochMilliseconds): GuardedClock {
  const byMs = atMs - clockNow(clock);
  if (byMs <= DRIFT_MS || clock.trusted) return clock;
  const change = { kind: 'behind', byMs } as const;
  return { ...clock, correctionMs: clock.correctionMs + byMs, change };
}

/** What a person can say of a change: that the leap ahead was no time, or that their clock is right as it is. */
export function takeClock({ last, correctionMs, change }: GuardedClock): GuardedClock {
  if (change?.kind === 'ahead') return { last, correctionMs: correctionMs - change.byMs };
  return { last, correctionMs: 0, trusted: true };
}

import { describe, expect, it } from 'vitest';
import {
  advanceClock,
  clockNow,
  type GuardedClock,
  notBefore,
  startClock,
  takeClock,
} from '../../../../src/core/lifetimes/guarded-clock.ts';

const NOON = Date.UTC(2026, 4, 4, 12);
const HOUR = 3_600_000;
const started = startClock({ wallMs: NOON, monotonicMs: 5_000 });

/** The clock after so much time, with the person's clock set by so much beside. */
const after = (clock: GuardedClock, passedMs: number, setMs = 0) =>
  advanceClock(clock, {
    wallMs: clock.last.wallMs + passedMs + setMs,
    monotonicMs: clock.last.monotonicMs + passedMs,
  });

describe('the guarded clock', () => {
  it.each([
    ['a second', 1_000, 0],
    ['ten minutes hidden', 600_000, 0],
    ['drift of the person’s clock', 60_000, 900],
    ['a small step back', 60_000, -900],
  ])('follows the person’s clock through %s', (_what, passedMs, setMs) => {
    const clock = after(started, passedMs, setMs);
    expect(clockNow(clock)).toBe(NOON + passedMs + setMs);
    expect(clock.change).toBeUndefined();
  });

  it('counts on when the clock is set back, and says by how much', () => {
    const clock = after(after(started, 1_000, -26 * HOUR), 1_000);
    expect(clockNow(clock)).toBe(NOON + 2_000);
    expect(clock.change).toEqual({ kind: 'back', byMs: 26 * HOUR });
  });

  it('takes a leap ahead as passed: the computer may have slept', () => {
    const clock = after(started, 1_000, 26 * HOUR);
    expect(clockNow(clock)).toBe(NOON + 1_000 + 26 * HOUR);
    expect(clock.change).toEqual({ kind: 'ahead', byMs: 26 * HOUR });
  });

  it('takes a short leap ahead in silence', () => {
    const clock = after(started, 1_000, 30_000);
    expect(clockNow(clock)).toBe(NOON + 31_000);
    expect(clock.change).toBeUndefined();
  });

  it('counts on as before the leap when the person says that no time has passed', () => {
    const clock = after(takeClock(after(started, 1_000, 26 * HOUR)), 1_000);
    expect(clockNow(clock)).toBe(NOON + 2_000);
    expect(clock.change).toBeUndefined();
  });

  it('goes by the person’s clock when they say that it is right', () => {
    const clock = takeClock(after(started, 1_000, -26 * HOUR));
    expect(clockNow(clock)).toBe(NOON + 1_000 - 26 * HOUR);
    expect(notBefore(clock, NOON).change).toBeUndefined();
  });

  it('stands at what has happened where the person’s clock stands before it', () => {
    const clock = after(notBefore(started, NOON + 26 * HOUR), 1_000);
    expect(clockNow(clock)).toBe(NOON + 26 * HOUR + 1_000);
    expect(clock.change).toEqual({ kind: 'behind', byMs: 26 * HOUR });
  });

  it('never runs backwards, whatever is done to the person’s clock', () => {
    let clock = started;
    for (const setMs of [-26 * HOUR, 26 * HOUR, -3_000, 90_000, -HOUR]) {
      const next = after(clock, 1_000, setMs);
      expect(clockNow(next)).toBeGreaterThanOrEqual(clockNow(clock) + 1_000);
      clock = next;
    }
  });

  it('is not moved by what lies behind it', () => {
    expect(notBefore(started, NOON - HOUR)).toBe(started);
  });
});

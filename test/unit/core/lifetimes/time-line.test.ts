import { describe, expect, it } from 'vitest';
import { NOW_AT, timeLine } from '../../../../src/core/lifetimes/time-line.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('the time line', () => {
  const place = timeLine([NOW - 2 * HOUR, NOW + 180 * DAY], NOW);

  it('has the present at its place, and the outermost moments at its ends', () => {
    expect(place(NOW)).toBe(NOW_AT);
    expect(place(NOW - 2 * HOUR)).toBeCloseTo(0);
    expect(place(NOW + 180 * DAY)).toBeCloseTo(100);
  });

  it('keeps the order of moments', () => {
    const moments = [-2 * HOUR, -HOUR, -MINUTE, 0, MINUTE, HOUR, DAY, 90 * DAY, 180 * DAY];
    const places = moments.map((far) => place(NOW + far));
    expect(places.toSorted((one, other) => one - other)).toEqual(places);
  });

  it('leaves room for an hour beside half a year', () => {
    expect(place(NOW + HOUR) - NOW_AT).toBeGreaterThan(15);
    expect(place(NOW + 180 * DAY) - place(NOW + 90 * DAY)).toBeGreaterThan(3);
  });

  it('never leaves the line', () => {
    expect(place(NOW - DAY)).toBe(0);
    expect(place(NOW + 999 * DAY)).toBe(100);
    expect(timeLine([], NOW)(NOW)).toBe(NOW_AT);
  });
});

import type { Seconds } from '../time.ts';

/** A length of time in its two largest units, both of them whole. */
export interface DurationParts {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** Splits seconds into the two largest neighbouring units, cutting the rest: 3661 is 1 h 1 min. */
export function durationParts(seconds: Seconds): DurationParts {
  let left = Math.abs(Math.trunc(seconds));
  const first = UNITS.findIndex(([, size]) => left >= size);
  if (first < 0) return { seconds: 0 };
  const parts: DurationParts = {};
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts[unit] = count;
  }
  return parts;
}

import type { EpochMilliseconds, Seconds } from '../../core/time.ts';
import { durationParts } from '../../core/tokens/duration.ts';
import { perLocale } from './formats.ts';

const RELATIVE_UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

const relativeFormat = perLocale(
  (locale) => new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' }),
);
const absoluteFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }),
);

const unitFormat = perLocale((locale, unit: string) => {
  const words = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, words);
});
const partsFormat = perLocale(
  (locale) => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }),
);

/** How far a moment is from now, in its largest unit, e.g. `12 min ago`; under five seconds it is `now`. */
export function relativeText(atMs: EpochMilliseconds, nowMs: EpochMilliseconds): string {
  const seconds = Math.round((nowMs - atMs) / 1000);
  const [unit, size] = RELATIVE_UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? [
    'second',
    1,
  ];
  const count = Math.abs(seconds) < 5 ? 0 : Math.trunc(seconds / size);
  return relativeFormat().format(-count, unit);
}

/** Date, time and zone of a moment. */
export function absoluteText(atMs: EpochMilliseconds): string {
  return absoluteFormat().format(atMs);
}

/** A length of time in its two largest units, e.g. `1 hr, 2 mins`. */
export function durationText(length: Seconds): string {
  const parts = Object.entries(durationParts(length)).map(([units, count]) =>
    unitFormat(units.slice(0, -1)).format(Number(count)),
  );
  return partsFormat().format(parts);
}

/** Milliseconds as people read them: `143 ms`, and from ten seconds on `12 secs`. */
export function millisecondsText(length: number): string {
  return length >= 10_000 ? durationText(length / 1000) : unitFormat('millisecond').format(length);
}

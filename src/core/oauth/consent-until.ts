import type { EpochMilliseconds } from '../time.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;

/** The calendar day in 90 days, in UTC, `2027-02-19`: how long a consent is asked for. */
export function consentUntil(fromMs: EpochMilliseconds): string {
  return new Date(fromMs + DAYS * DAY_MS).toISOString().slice(0, 10);
}

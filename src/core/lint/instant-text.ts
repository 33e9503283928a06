import type { EpochSeconds } from '../time.ts';

/** An instant as RFC 3339 text in UTC; the bare number where it lies outside the calendar. */
export function instantText(at: EpochSeconds): string {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().replace('.000Z', 'Z');
}

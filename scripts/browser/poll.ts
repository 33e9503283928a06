import { setTimeout as delay } from 'node:timers/promises';

/** How long to try, and how to name what was waited for when it never came. */
export interface PollOptions {
  awaited: string;
  /** what there was instead, asked when time is up; its end is shown */
  instead?: () => string;
  timeoutMs?: number;
  intervalMs?: number;
}

/**
 * Tries until the attempt gives a value, and throws when time is up. An attempt that throws counts
 * as not yet: pages and frames are replaced while they are looked at.
 */
export async function poll<T>(
  attempt: () => Promise<T | undefined> | T | undefined,
  { awaited, instead, timeoutMs = 15_000, intervalMs = 50 }: PollOptions,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let lastError: unknown;
  do {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      lastError = error;
    }
    await delay(intervalMs);
  } while (Date.now() < end);
  const there = instead ? ` There was: ${instead().slice(-2000)}` : '';
  throw new Error(`Waited ${timeoutMs} ms for ${awaited}.${there}`, { cause: lastError });
}

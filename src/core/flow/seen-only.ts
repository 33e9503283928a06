import type { HappeningOf } from './flow-event.ts';

/**
 * True of a flow that a page runs, or that somebody ran elsewhere: it is there to be read, and nothing of it is ours
 * to send, hold or wait for.
 */
export function isSeenOnly({
  watched,
  imported,
}: Pick<HappeningOf<'started'>, 'watched' | 'imported'>): boolean {
  return Boolean(watched ?? imported);
}

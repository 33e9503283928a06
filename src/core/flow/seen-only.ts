import type { HappeningOf } from './flow-event.ts';

export type SeenMark = 'watched' | 'imported' | 'damaged';
export type Seen = Pick<HappeningOf<'started'>, SeenMark>;

/**
 * True of a flow that a page runs, that somebody ran elsewhere, or of whose record a part is lost: it is there to be read,
 * and nothing of it is ours to send, hold or wait for.
 */
export function isSeenOnly({ watched, imported, damaged }: Seen): boolean {
  return Boolean(watched ?? imported ?? damaged);
}

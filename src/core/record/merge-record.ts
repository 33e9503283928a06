import * as z from 'zod/mini';
import type { FlowEvent } from '../flow/flow-event.ts';
import type { EpochMilliseconds } from '../time.ts';

/** What became of a record that came from a file. */
export const recordTakenSchema = z.enum([
  'added',
  /** the file knew more of a flow that was taken over before */
  'extended',
  /** it was here already */
  'same',
  /** more of it is known here */
  'shorter',
  /** another record goes by the same id, or the flow was run here and the file tells otherwise: nothing is changed */
  'conflict',
]);
export type RecordTaken = z.infer<typeof recordTakenSchema>;

/**
 * The events that are missing here of a record from a file, the first of them marked as taken over.
 *
 * @param stored what is here of the flow; empty where there is nothing
 */
export function mergeRecord(
  stored: readonly FlowEvent[],
  given: readonly FlowEvent[],
  nowMs: EpochMilliseconds,
): { taken: RecordTaken; missing: FlowEvent[] } {
  const places = Math.min(stored.length, given.length);
  const [ours, theirs] = [stored, given].map((events) => textOf(events.slice(0, places)));
  if (ours !== theirs) return { taken: 'conflict', missing: [] };
  if (stored.length >= given.length) {
    return { taken: stored.length > given.length ? 'shorter' : 'same', missing: [] };
  }
  const [first] = stored;
  if (first && !importedAt(first)) return { taken: 'conflict', missing: [] };
  const missing = given.slice(places).map((event) => markImported(event, nowMs));
  return { taken: first ? 'extended' : 'added', missing };
}

/** A flow's start marked as taken over; other events as they are. */
export function markImported(event: FlowEvent, nowMs: EpochMilliseconds | undefined): FlowEvent {
  const { happening } = event;
  if (happening.kind !== 'started') return event;
  const { imported: _before, ...start } = happening;
  const marked = nowMs === undefined ? start : { ...start, imported: nowMs };
  return { ...event, happening: marked };
}

function importedAt({ happening }: FlowEvent): EpochMilliseconds | undefined {
  return happening.kind === 'started' ? happening.imported : undefined;
}

function textOf(events: readonly FlowEvent[]): string {
  return JSON.stringify(events.map((event) => markImported(event, undefined)));
}

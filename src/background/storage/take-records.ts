import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { foldFlow } from '../../core/flow/flow-state.ts';
import { summariseFlow } from '../../core/flow/flow-summary.ts';
import { mergeRecord, type RecordTaken } from '../../core/record/merge-record.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import { answerOf, endOf, STORES } from './database.ts';
import { readEvents } from './flow-rows.ts';
import { readSummary, type StoredSummary, storedSummary } from './stored-summary.ts';

/**
 * Takes over what a file records of some flows, as far as it is not here: of all of them or, should this break off, of
 * none. One that was cleared comes back. A commit takes longer than all else that is done for a flow.
 */
export async function takeRecords(
  database: IDBDatabase,
  given: readonly { flowId: string; events: readonly FlowEvent[] }[],
  nowMs: EpochMilliseconds,
): Promise<RecordTaken[]> {
  const transaction = database.transaction(STORES, 'readwrite');
  const events = transaction.objectStore('events');
  const summaries = transaction.objectStore('summaries');
  const known = new Map<string, { stored: StoredSummary | undefined; events: FlowEvent[] }>();
  await Promise.all(
    [...new Set(given.map(({ flowId }) => flowId))].map(async (flowId) => {
      const stored = answerOf(summaries.get(flowId));
      const before = readEvents(events, flowId);
      known.set(flowId, { stored: readSummary(flowId, await stored), events: await before });
    }),
  );
  const all = given.map((one): RecordTaken => {
    const { flowId } = one;
    const { stored, events: before = [] } = known.get(flowId) ?? {};
    const { taken, missing } = mergeRecord(before, one.events, nowMs);
    const after = [...before, ...missing];
    const isBack = stored?.clearedAtMs !== undefined && taken !== 'conflict';
    const state = isBack || missing.length > 0 ? foldFlow(after) : undefined;
    if (state) {
      const summary = storedSummary(summariseFlow(state));
      for (const event of missing) events.put({ ...event, flowId });
      summaries.put(summary);
      known.set(flowId, { stored: summary, events: after });
    }
    return isBack ? 'added' : taken;
  });
  await endOf(transaction);
  return all;
}

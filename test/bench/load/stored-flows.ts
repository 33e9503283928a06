import { endOf, openFlowDatabase } from '../../../src/background/storage/database.ts';
import { storedSummary } from '../../../src/background/storage/stored-summary.ts';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';

/** Flows of one transaction: more would have to fit into memory at once. */
const BATCH = 2000;

/** What is written, and how much of it. */
export interface StoredFlows {
  /** numbers of the first flow and of the one behind the last */
  from: number;
  to: number;
  /** records that flows are copies of, in turn */
  records: readonly (readonly FlowEvent[])[];
  /** the newest flow began then, each of the others a second before the one that was written before it */
  newestMs: number;
  /** rows of the list alone, where nothing reads the records */
  rowsOnly?: boolean;
}

/** Runs in a page of the extension: writes flows as its worker stores them, which would take it minutes. */
export async function storeFlows(flows: StoredFlows): Promise<void> {
  const { from, to, records, newestMs, rowsOnly } = flows;
  const database = await openFlowDatabase();
  const kinds = records.map((events) => {
    const state = foldFlow(events);
    if (!state) throw new Error('a record that is no flow');
    return { events, summary: summariseFlow(state) };
  });
  for (let first = from; first < to; first += BATCH) {
    const transaction = database.transaction(['events', 'summaries'], 'readwrite');
    for (let at = first; at < Math.min(first + BATCH, to); at += 1) {
      const kind = kinds[at % kinds.length];
      if (!kind) throw new Error('no records');
      const flowId = `made-${at}`;
      const startedAtMs = newestMs - at * 1000;
      const summary = { ...kind.summary, flowId, startedAtMs, bank: `${kind.summary.bank} ${at}` };
      transaction.objectStore('summaries').put(storedSummary(summary));
      const laterMs = startedAtMs - kind.summary.startedAtMs;
      for (const event of rowsOnly ? [] : kind.events) {
        transaction.objectStore('events').put({ ...event, flowId, atMs: event.atMs + laterMs });
      }
    }
    await endOf(transaction);
  }
  database.close();
}

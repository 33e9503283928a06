import type { RecordedFlow } from '../../core/record/flow-file.ts';
import type { RecordTaken } from '../../core/record/merge-record.ts';
import type { BackgroundClient } from '../background-client.ts';

/** What became of how many records, and how many flows had to make room for them. */
export type TakenCounts = Partial<Record<RecordTaken | 'forgotten', number>>;

/** Browsers limit a message to 64 MB, and what is shorter lets the panel say how far it is. */
const LONGEST = 4_000_000;
const MOST = 100;

/**
 * Hands records to the worker, some at a time. Rejects when the worker stops; what it took stays, and is not
 * doubled by another try.
 */
export async function importRecords(
  client: BackgroundClient,
  flows: readonly RecordedFlow[],
  /** says how many are done; to go no further, answers `stop` */
  progress: (done: number) => 'stop' | undefined,
): Promise<TakenCounts> {
  const counts: TakenCounts = {};
  let batch: { flowId: string; events: RecordedFlow['events'][number][] }[] = [];
  let length = 0;
  const send = async () => {
    if (batch.length === 0) return;
    const { taken, forgotten } = await client.ask('importFlows', { flows: batch });
    for (const one of taken) counts[one] = (counts[one] ?? 0) + 1;
    counts.forgotten = (counts.forgotten ?? 0) + forgotten;
    batch = [];
    length = 0;
  };
  for (const [at, { flowId, events }] of flows.entries()) {
    const own = JSON.stringify(events).length;
    if (batch.length >= MOST || length + own > LONGEST) {
      await send();
      if (progress(at) === 'stop') return counts;
    }
    batch.push({ flowId, events: [...events] });
    length += own;
  }
  await send();
  return counts;
}

import type { EpochMilliseconds } from '../../core/time.ts';
import { dpopKeyId } from '../../engine/dpop-key.ts';
import { endOf, STORES } from './database.ts';
import { rowsOf, wholeFlow } from './flow-rows.ts';
import { readSummary, storedSummary } from './stored-summary.ts';

/**
 * Forgets flows for good, and returns their ids. The key that a flow's tokens were bound to goes with it. What it used up
 * stays known by its fingerprint alone: no other flow may send it again.
 *
 * @param find which: asked for within the transaction
 */
export async function forgetFlows(
  database: IDBDatabase,
  find: (rows: IDBObjectStore) => Promise<readonly IDBValidKey[]>,
): Promise<string[]> {
  const transaction = database.transaction([...STORES, 'keys'], 'readwrite');
  const spent = transaction.objectStore('spent');
  const forgotten = (await find(transaction.objectStore('summaries'))).map(String);
  for (const flowId of forgotten) {
    transaction.objectStore('events').delete(wholeFlow(flowId));
    transaction.objectStore('summaries').delete(flowId);
    transaction.objectStore('keys').delete(dpopKeyId(flowId));
  }
  if (forgotten.length > 0) {
    const gone = new Set(forgotten);
    for (const [fingerprint, owner] of await rowsOf(spent)) {
      if (gone.has(String(owner))) spent.put('', fingerprint);
    }
  }
  await endOf(transaction);
  return forgotten;
}

/** The ids of flows that were cleared, up to some moment. */
export async function clearedFlows(
  rows: IDBObjectStore,
  untilMs: EpochMilliseconds,
): Promise<string[]> {
  const cleared = await rowsOf(rows.index('cleared'), IDBKeyRange.upperBound(untilMs));
  // One that cannot be read may not have been cleared at all.
  return cleared.flatMap(([key, row]) => readSummary(key, row)?.flowId ?? []);
}

/**
 * Takes flows out of the list, or brings them back; the rows that can be read: no others are cleared.
 *
 * @param clearedAtMs absent: back they come
 * @param only the one that is meant; absent: all
 */
export async function markCleared(
  database: IDBDatabase,
  clearedAtMs: EpochMilliseconds | undefined,
  only?: string,
): Promise<void> {
  const transaction = database.transaction('summaries', 'readwrite');
  const summaries = transaction.objectStore('summaries');
  for (const [key, row] of await rowsOf(summaries)) {
    const stored = readSummary(key, row);
    if (!stored || (only !== undefined && only !== stored.flowId)) continue;
    summaries.put(storedSummary(stored.summary, clearedAtMs));
  }
  await endOf(transaction);
}

/** Forgets everything at once, that of a newer version too. */
export async function emptyDatabase(database: IDBDatabase): Promise<void> {
  const stores = [...database.objectStoreNames];
  const transaction = database.transaction(stores, 'readwrite');
  for (const store of stores) transaction.objectStore(store).clear();
  await endOf(transaction);
}

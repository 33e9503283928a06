import { endOf, STORES } from './database.ts';
import { readEvent, rowsInParts, rowsOf, unreadableEvent, wholeFlow } from './flow-rows.ts';
import { readSummary } from './stored-summary.ts';

type UnreadFlow = [flowId: string, rows: unknown[]];

/**
 * Flows of which something that is stored cannot be read, with all that is stored of them.
 *
 * @param all looks at each of their events, and not at the rows of the list alone
 * @param drop deletes what cannot be read of a flow, which still says that something is lost; or all of it, without its start
 */
export async function findUnreadFlows(
  database: IDBDatabase,
  all: boolean,
  drop: boolean,
): Promise<UnreadFlow[]> {
  const found: UnreadFlow[] = [];
  const summaries = async () => database.transaction('summaries').objectStore('summaries');
  for await (const rows of rowsInParts(summaries)) {
    for (const row of rows) {
      const isRow = readSummary(...row) !== undefined;
      if (isRow && !all) continue;
      const events = await unreadEvents(database, row[0], isRow, drop);
      if (events) found.push([String(row[0]), [row, ...events]]);
    }
  }
  return found;
}

/** The events of a flow of which not all, or not its row, can be read; `undefined` where all can. */
async function unreadEvents(
  database: IDBDatabase,
  flowId: IDBValidKey,
  isRow: boolean,
  drop: boolean,
): Promise<unknown[] | undefined> {
  const transaction = database.transaction(STORES, drop ? 'readwrite' : 'readonly');
  const store = transaction.objectStore('events');
  const events = await rowsOf(store, wholeFlow(flowId));
  const lost = events.filter((event) => !readEvent(...event));
  if (isRow && lost.length === 0) return undefined;
  if (!drop) return events;
  if (events[0] && readEvent(...events[0])?.sequence === 0) {
    for (const [key] of lost) store.put(unreadableEvent(key));
  } else {
    store.delete(wholeFlow(flowId));
    transaction.objectStore('summaries').delete(flowId);
  }
  await endOf(transaction);
  return events;
}

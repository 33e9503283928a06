import * as z from 'zod/mini';
import { type FlowEvent, flowEventSchema } from '../../core/flow/flow-event.ts';
import { answerOf } from './database.ts';

/** A stored event is a stranger's: `undefined` for one that this version cannot read, or that is not its key's. */
export function readEvent(key: IDBValidKey, row: unknown): FlowEvent | undefined {
  const { success, data } = z.safeParse(flowEventSchema, row);
  return success && !indexedDB.cmp(key, [data.flowId, data.sequence]) ? data : undefined;
}

/** Says in a flow's record that something of it is lost: without it, what was sent might be sent again. */
export function unreadableEvent(key: IDBValidKey): FlowEvent {
  const [flowId, sequence] = key as [string, number];
  // When it happened is lost, too.
  return { flowId, sequence, atMs: 0, happening: { kind: 'unreadable' } };
}

type Row = [key: IDBValidKey, row: unknown];

/** The rows of a range with their keys, which tell whose a row is that cannot be read; `most`: no more than so many. */
export async function rowsOf(
  store: IDBObjectStore | IDBIndex,
  range?: IDBKeyRange,
  most?: number,
): Promise<Row[]> {
  const [keys, rows] = await Promise.all([
    answerOf(store.getAllKeys(range, most)),
    answerOf<unknown[]>(store.getAll(range, most)),
  ]);
  return keys.map((key, at) => [key, rows[at]]);
}

/** Rows that are read and checked within some ten milliseconds. */
const AT_A_TIME = 500;

/** All rows of a store, some at a time: a redirect, or a panel that asks, need not wait until ten thousand are read. */
export async function* rowsInParts(open: () => Promise<IDBObjectStore>): AsyncGenerator<Row[]> {
  let range: IDBKeyRange | undefined;
  for (;;) {
    const part = await rowsOf(await open(), range, AT_A_TIME);
    yield part;
    const last = part.at(-1);
    if (!last || part.length < AT_A_TIME) return;
    range = IDBKeyRange.lowerBound(last[0], true);
  }
}

/** A flow's events, each in its place: one that cannot be read is told as `unreadable`. */
export async function readEvents(store: IDBObjectStore, flowId: string): Promise<FlowEvent[]> {
  const rows = await rowsOf(store, wholeFlow(flowId));
  return rows.map((row) => readEvent(...row) ?? unreadableEvent(row[0]));
}

export function wholeFlow(flowId: IDBValidKey): IDBKeyRange {
  return IDBKeyRange.bound([flowId], [flowId, []]);
}

import type { ListPlace } from '../../contract/list-place.ts';
import { DAY_MS, type Retention } from '../../core/record/retention.ts';
import type { AnswerClues, RedirectFacts } from '../../engine/redirect-facts.ts';
import { answerOf } from './database.ts';
import { rowsOf } from './flow-rows.ts';

/** Flows that fill a panel of usual height, and of which it hears at a time after that. */
const FIRST_PART = 24;
const PART = 1000;

/** Some rows of the list, those that began last first; `next` is the place to go on from, where there may be more. */
export async function partOfList(rows: IDBObjectStore, after: ListPlace | undefined) {
  const index = rows.index('started');
  const before = after && IDBKeyRange.upperBound(after, true);
  const next = await placeBefore(index, before, after ? PART : FIRST_PART);
  const part =
    next && (after ? IDBKeyRange.bound(next, after, false, true) : IDBKeyRange.lowerBound(next));
  return { rows: (await rowsOf(index, part ?? before)).reverse(), ...(next && { next }) };
}

/** How many flows there are in the list. */
export async function listLength(rows: IDBObjectStore): Promise<number> {
  const cleared = answerOf(rows.index('cleared').count());
  return (await answerOf(rows.count())) - (await cleared);
}

/** Whether there are more flows than are to be kept, or older ones: without reading any, so it may be wrong to say so. */
export async function mayBePast(
  rows: IDBObjectStore,
  { keepFlows, keepDays }: Retention,
  nowMs: number,
): Promise<boolean> {
  const count = answerOf(rows.count());
  const oldest = await answerOf(rows.index('started').openKeyCursor());
  const [startedAtMs = Number.NaN] = (oldest?.key ?? []) as ListPlace | [];
  const ageDays = (nowMs - startedAtMs) / DAY_MS;
  return (keepFlows > 0 && (await count) > keepFlows) || (keepDays > 0 && ageDays > keepDays);
}

/**
 * What the flows that were run or watched here tell about an answer. All is asked for at once; most often there is no other
 * bank at its redirect URI, and each that there is takes one look.
 */
export async function othersLike(
  rows: IDBObjectStore,
  { page, group, code }: AnswerClues,
): Promise<RedirectFacts> {
  const lands = rows.index('lands');
  const [same, ...others] = await Promise.all([
    code && answerOf(rows.index('took').count([code.fingerprint, code.length])),
    ...(page === undefined
      ? []
      : [
          countGroups(lands, IDBKeyRange.bound([page], [page, group], false, true)),
          countGroups(lands, IDBKeyRange.bound([page, group], [page, []], true)),
        ]),
  ]);
  return {
    otherBanksHere: others.reduce((sum, count) => sum + count, 0),
    codeSeenBefore: (same ?? 0) > 0,
  };
}

async function countGroups(index: IDBIndex, range: IDBKeyRange): Promise<number> {
  let count = 0;
  const request = index.openKeyCursor(range, 'nextunique');
  for (let at = await answerOf(request); at; at = await answerOf(request)) {
    count += 1;
    at.continue();
  }
  return count;
}

/** Flows whose rows have lost their place in the list, as a damaged one may. */
export async function withoutPlace(rows: IDBObjectStore): Promise<IDBValidKey[]> {
  const index = rows.index('started');
  const [all, placed] = await Promise.all([answerOf(rows.count()), answerOf(index.count())]);
  if (all === placed) return [];
  const known = new Set(await answerOf(index.getAllKeys()));
  return (await answerOf(rows.getAllKeys())).filter((flowId) => !known.has(flowId));
}

/** The place so many flows before the end of a range; `undefined` where it is shorter than that. */
async function placeBefore(index: IDBIndex, range: IDBKeyRange | undefined, count: number) {
  const cursor = index.openKeyCursor(range, 'prev');
  const last = await answerOf(cursor);
  last?.advance(count - 1);
  return last ? ((await answerOf(cursor))?.key as ListPlace | undefined) : undefined;
}

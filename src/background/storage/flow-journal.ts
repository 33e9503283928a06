import type { ListPlace } from '../../contract/list-place.ts';
import type { FlowEvent, Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import { applyEvent, type FlowState, foldFlow } from '../../core/flow/flow-state.ts';
import {
  type FlowRow,
  type FlowSummary,
  shownRow,
  summariseFlow,
} from '../../core/flow/flow-summary.ts';
import { spendableFingerprint, spentSecrets } from '../../core/flow/spent-secrets.ts';
import { mergeRecord, type RecordTaken } from '../../core/record/merge-record.ts';
import type { Retention } from '../../core/record/retention.ts';
import type { Clock, EpochMilliseconds } from '../../core/time.ts';
import { dpopKeyId } from '../../engine/dpop-key.ts';
import type { Journal } from '../../engine/effects.ts';
import type { AnswerClues, RedirectFacts } from '../../engine/redirect-facts.ts';
import { answerOf, endOf, STORES } from './database.ts';
import { listLength, mayBePast, othersLike, partOfList, withoutPlace } from './flow-list.ts';
import { readEvents, rowsOf, wholeFlow } from './flow-rows.ts';
import { GoingOn } from './going-on.ts';
import { readSummary, type StoredSummary, storedSummary } from './stored-summary.ts';

type EventKey = [flowId: string, sequence: number];
export type Appended = (summary: FlowRow, event: FlowEvent) => void;

/** A flow as it was last seen in the store. */
interface FlowCopy {
  events: FlowEvent[];
  state: FlowState | undefined;
  /** the sequence number that the store would give next */
  next: number;
}

/** More flows than a person works on at once. */
const COPIES = 8;

/**
 * Flows in IndexedDB. Reading and checking a whole flow for each event would take longer than some banks:
 * those in use are kept. Nobody else writes; even so, nothing is added to a copy that the store has left behind.
 */
export class FlowJournal implements Journal {
  readonly database: Promise<IDBDatabase>;
  readonly #clock: Clock;
  readonly #appended: Appended;
  readonly #copies = new Map<string, FlowCopy>();
  readonly #goingOn: GoingOn;

  constructor(database: Promise<IDBDatabase>, clock: Clock, appended: Appended) {
    this.database = database;
    this.#clock = clock;
    this.#appended = appended;
    this.#goingOn = new GoingOn(async () => {
      const until = (await this.#rows()).index('until');
      return this.#readRows(await rowsOf(until, IDBKeyRange.lowerBound(clock.nowMs())));
    });
  }

  async append(
    flowId: string,
    happening: Happening,
    atMs: EpochMilliseconds = this.#clock.nowMs(),
  ): Promise<FlowEvent> {
    const event = await this.#add(flowId, happening, atMs);
    if (!event) throw new Error(`flow ${flowId} refused its own event`);
    return event;
  }

  claim(flowId: string, call: HappeningOf<'call_prepared'>): Promise<FlowEvent | undefined> {
    return this.#add(flowId, call, this.#clock.nowMs(), call.uses);
  }

  /** One transaction reads the flow, adds the event and keeps account of what is used up: it is the lock. */
  async #add(
    flowId: string,
    happening: Happening,
    atMs: EpochMilliseconds,
    claims?: string,
  ): Promise<FlowEvent | undefined> {
    const database = await this.database;
    // A commit survives the browser's end; a strict one, and all before it, the computer's as well. Only what
    // comes before the bytes needs that.
    const durability = happening.kind === 'call_sent' ? 'strict' : 'relaxed';
    const transaction = database.transaction(STORES, 'readwrite', { durability });
    const events = transaction.objectStore('events');
    const summaries = transaction.objectStore('summaries');
    const spent = transaction.objectStore('spent');
    const [row, copy] = await Promise.all([
      answerOf(summaries.get(flowId)),
      this.#read(events, flowId),
    ]);
    const stored = readSummary(flowId, row);
    const { state, next: sequence } = copy;
    const event: FlowEvent = { flowId, sequence, atMs, happening };
    const next = applyEvent(state, event);
    if (!next) {
      await abort(transaction);
      throw new Error(`flow ${flowId} does not begin with its start`);
    }
    const before = state ? spentSecrets(state) : new Set<string>();
    const after = spentSecrets(next);
    const claimed = spendableFingerprint(next, claims);
    if (claimed !== undefined) {
      const owner = await answerOf<string | undefined>(spent.get(claimed));
      if (before.has(claimed) || (owner !== undefined && owner !== flowId)) {
        await abort(transaction);
        return undefined;
      }
    }
    const account: (() => IDBRequest)[] = [];
    for (const fingerprint of new Set([...before, ...after])) {
      if (before.has(fingerprint) === after.has(fingerprint)) continue;
      const owner = await answerOf<string | undefined>(spent.get(fingerprint));
      const isNew = after.has(fingerprint) && owner === undefined;
      if (isNew) account.push(() => spent.put(flowId, fingerprint));
      if (before.has(fingerprint) && owner === flowId)
        account.push(() => spent.delete(fingerprint));
    }
    const newRow = storedSummary(summariseFlow(next), stored?.clearedAtMs);
    // All at once: between two awaited writes a dying worker might leave the first alone behind.
    events.add(event);
    summaries.put(newRow);
    for (const write of account) write();
    await endOf(transaction);
    if (this.#copies.size >= COPIES) this.#copies.clear();
    const known = [...copy.events, event];
    this.#copies.set(flowId, { events: known, state: next, next: sequence + 1 });
    this.#goingOn.wrote(newRow);
    this.#appended(newRow.summary, event);
    return event;
  }

  async events(flowId: string): Promise<FlowEvent[]> {
    const copy = this.#copies.get(flowId);
    if (copy) return copy.events;
    const database = await this.database;
    return (await this.#read(database.transaction('events').objectStore('events'), flowId)).events;
  }

  async #read(store: IDBObjectStore, flowId: string): Promise<FlowCopy> {
    const flow = wholeFlow(flowId);
    const last = await answerOf(store.openKeyCursor(flow, 'prev'));
    const next = last ? (last.key as EventKey)[1] + 1 : 0;
    const copy = this.#copies.get(flowId);
    if (copy?.next === next) return copy;
    const events = await readEvents(store, flowId);
    return { events, state: foldFlow(events), next };
  }

  async summaries(which?: 'all' | 'going_on'): Promise<FlowRow[]> {
    const rows =
      which === 'going_on'
        ? await this.#goingOn.at(this.#clock.nowMs())
        : await this.#readRows(await rowsOf(await this.#rows()));
    const summaries = listed(rows);
    return which ? summaries : summaries.filter(({ imported }) => !imported);
  }

  async othersLike(answer: AnswerClues): Promise<RedirectFacts> {
    return othersLike(await this.#rows(), answer);
  }

  /**
   * Some flows of the list, those that began last first; behind another, where its place is given. `next` is the place to go
   * on from, where there may be more.
   */
  async listed(after?: ListPlace): Promise<{ flows: FlowSummary[]; next?: ListPlace }> {
    const { rows, ...place } = await partOfList(await this.#rows(), after);
    return { flows: listed(await this.#readRows(rows)).map(shownRow), ...place };
  }

  /** How many flows there are in the list. */
  async count(): Promise<number> {
    return listLength(await this.#rows());
  }

  /** Whether there are more flows than are to be kept, or older ones: without reading any, so it may be wrong to say so. */
  async mayBePast(kept: Retention): Promise<boolean> {
    return mayBePast(await this.#rows(), kept, this.#clock.nowMs());
  }

  /** Makes rows again that have lost their place in the list; tells whether there were any. */
  async mend(): Promise<boolean> {
    const lost = await withoutPlace(await this.#rows());
    const made = lost.map((flowId) => this.#remake(String(flowId)).catch(() => undefined));
    return (await Promise.all(made)).some((row) => row !== undefined);
  }

  async #rows(): Promise<IDBObjectStore> {
    return (await this.database).transaction('summaries').objectStore('summaries');
  }

  /** Rows of a list that a person sees: one that cannot be read is made again, or else passed over. */
  async #readRows(rows: readonly [key: IDBValidKey, row: unknown][]): Promise<StoredSummary[]> {
    const read: StoredSummary[] = [];
    for (const [key, row] of rows) {
      const stored =
        readSummary(key, row) ?? (await this.#remake(String(key)).catch(() => undefined));
      if (stored) read.push(stored);
    }
    return read;
  }

  /** The row of a flow, made again from its events; where it cannot be written, it is made again the next time. */
  async #remake(flowId: string): Promise<StoredSummary | undefined> {
    const transaction = (await this.database).transaction(STORES, 'readwrite');
    const { state } = await this.#read(transaction.objectStore('events'), flowId);
    const stored = state && storedSummary(summariseFlow(state));
    if (stored) transaction.objectStore('summaries').put(stored);
    await endOf(transaction).catch(() => undefined);
    if (stored) this.#goingOn.wrote(stored);
    return stored;
  }

  /**
   * Takes over what a file records of some flows, as far as it is not here: of all of them or, should this break off, of
   * none. One that was cleared comes back. A commit takes longer than all else that is done for a flow.
   */
  async take(
    given: readonly { flowId: string; events: readonly FlowEvent[] }[],
  ): Promise<RecordTaken[]> {
    const database = await this.database;
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
    const nowMs = this.#clock.nowMs();
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
    this.forgetCopies();
    return all;
  }

  /** Takes every flow, or one, from the list, and forgets for good those that were cleared before. */
  async clear(flowId?: string): Promise<string[]> {
    const forgotten = await this.purge(0);
    await this.#mark(this.#clock.nowMs(), flowId);
    return forgotten;
  }

  /** Brings cleared flows back that were not forgotten yet. */
  async restore(): Promise<void> {
    await this.#mark(undefined);
  }

  /** Forgets flows for good that were cleared at least so many milliseconds ago; returns their ids. */
  async purge(clearedForMs: number): Promise<string[]> {
    const before = this.#clock.nowMs() - clearedForMs;
    return this.#forget(async (rows) => {
      const cleared = await rowsOf(rows.index('cleared'), IDBKeyRange.upperBound(before));
      // One that cannot be read may not have been cleared at all.
      return cleared.flatMap(([key, row]) => readSummary(key, row)?.flowId ?? []);
    });
  }

  /** Forgets some flows for good, and at once. */
  async forget(flowIds: readonly string[]): Promise<void> {
    if (flowIds.length > 0) await this.#forget(async () => flowIds);
  }

  /**
   * The key that a flow's tokens were bound to goes with it. What it used up stays known by its fingerprint alone: no
   * other flow may send it again.
   */
  async #forget(
    find: (rows: IDBObjectStore) => Promise<readonly IDBValidKey[]>,
  ): Promise<string[]> {
    const database = await this.database;
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
    this.forgetCopies();
    return forgotten;
  }

  /** Forgets everything at once. */
  async deleteAll(): Promise<void> {
    const database = await this.database;
    // Of all stores, those of a newer version among them.
    const stores = [...database.objectStoreNames];
    const transaction = database.transaction(stores, 'readwrite');
    for (const store of stores) transaction.objectStore(store).clear();
    await endOf(transaction);
    this.forgetCopies();
  }

  async #mark(clearedAtMs: number | undefined, only?: string): Promise<void> {
    const database = await this.database;
    const transaction = database.transaction('summaries', 'readwrite');
    for (const { flowId, summary } of await allSummaries(transaction)) {
      if (only !== undefined && only !== flowId) continue;
      transaction.objectStore('summaries').put(storedSummary(summary, clearedAtMs));
    }
    await endOf(transaction);
    this.forgetCopies();
  }

  /** Reads everything anew from now on, as where something else wrote. */
  forgetCopies(): void {
    this.#copies.clear();
    this.#goingOn.reread();
  }
}

async function abort(transaction: IDBTransaction): Promise<void> {
  transaction.abort();
  await endOf(transaction).catch(() => undefined);
}

function listed(rows: readonly StoredSummary[]): FlowRow[] {
  return rows.flatMap(({ summary, clearedAtMs }) => (clearedAtMs === undefined ? summary : []));
}

/** The rows that can be read: no others are cleared. */
async function allSummaries(transaction: IDBTransaction): Promise<StoredSummary[]> {
  const rows = await rowsOf(transaction.objectStore('summaries'));
  return rows.flatMap(([key, row]) => readSummary(key, row) ?? []);
}

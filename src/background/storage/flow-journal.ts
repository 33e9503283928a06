import type { ListPlace } from '../../contract/list-place.ts';
import type { FlowEvent, Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import {
  type FlowRow,
  type FlowSummary,
  shownRow,
  summariseFlow,
} from '../../core/flow/flow-summary.ts';
import type { RecordTaken } from '../../core/record/merge-record.ts';
import type { Retention } from '../../core/record/retention.ts';
import type { Clock, EpochMilliseconds } from '../../core/time.ts';
import type { Journal } from '../../engine/effects.ts';
import type { AnswerClues, RedirectFacts } from '../../engine/redirect-facts.ts';
import { addEvent } from './add-event.ts';
import { endOf, type OpenDatabase, STORES } from './database.ts';
import { FlowCopies } from './flow-copies.ts';
import { listLength, mayBePast, othersLike, partOfList, withoutPlace } from './flow-list.ts';
import { rowsInParts, rowsOf } from './flow-rows.ts';
import { clearedFlows, emptyDatabase, forgetFlows, markCleared } from './forget-flows.ts';
import { GoingOn } from './going-on.ts';
import { readGoingOn, readSummary, type StoredSummary, storedSummary } from './stored-summary.ts';
import { takeRecords } from './take-records.ts';

export type Appended = (summary: FlowRow, event: FlowEvent) => void;

/** Flows in IndexedDB. Nobody else writes there. */
export class FlowJournal implements Journal {
  readonly open: OpenDatabase;
  readonly #clock: Clock;
  readonly #appended: Appended;
  readonly #secretsStored: () => Promise<void>;
  readonly #copies = new FlowCopies();
  readonly #goingOn: GoingOn;

  /** @param secretsStored resolves once the values are stored that the next event may refer to */
  constructor(
    open: OpenDatabase,
    clock: Clock,
    appended: Appended,
    secretsStored = async () => {},
  ) {
    this.open = open;
    this.#clock = clock;
    this.#appended = appended;
    this.#secretsStored = secretsStored;
    this.#goingOn = new GoingOn(() => this.#readGoingOn(readGoingOn));
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

  async #add(
    flowId: string,
    happening: Happening,
    atMs: EpochMilliseconds,
    claims?: string,
  ): Promise<FlowEvent | undefined> {
    await this.#secretsStored();
    const database = await this.open();
    const added = await addEvent(database, this.#copies, { flowId, happening, atMs }, claims);
    if (!added) return undefined;
    const { event, copy, row } = added;
    this.#copies.keep(flowId, copy);
    this.#goingOn.wrote(row);
    this.#appended(row.summary, event);
    return event;
  }

  async events(flowId: string): Promise<FlowEvent[]> {
    const copy = this.#copies.get(flowId);
    if (copy) return copy.events;
    const store = (await this.open()).transaction('events').objectStore('events');
    return (await this.#copies.read(store, flowId)).events;
  }

  async summaries(which?: 'all' | 'going_on'): Promise<FlowRow[]> {
    const rows =
      which === 'going_on'
        ? await this.#goingOn.at(this.#clock.nowMs())
        : await this.#readAllRows();
    const summaries = listed(rows);
    return which ? summaries : summaries.filter(({ imported }) => !imported);
  }

  /** Those that go on, each checked as a whole: read anew, since what is asked for first must not wait for that. */
  async goingOnShown(): Promise<FlowSummary[]> {
    return listed(await this.#readGoingOn(readSummary)).map(shownRow);
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
    return (await this.open()).transaction('summaries').objectStore('summaries');
  }

  /** Rows of a list that a person sees: one that cannot be read is made again, or else passed over. */
  async #readRows(
    rows: readonly [key: IDBValidKey, row: unknown][],
    check = readSummary,
  ): Promise<StoredSummary[]> {
    const read: StoredSummary[] = [];
    for (const [key, row] of rows) {
      const stored = check(key, row) ?? (await this.#remake(String(key)).catch(() => undefined));
      if (stored) read.push(stored);
    }
    return read;
  }

  async #readGoingOn(check: typeof readSummary): Promise<StoredSummary[]> {
    const until = (await this.#rows()).index('until');
    const rows = await rowsOf(until, IDBKeyRange.lowerBound(this.#clock.nowMs()));
    return this.#readRows(rows, check);
  }

  async #readAllRows(): Promise<StoredSummary[]> {
    const read: StoredSummary[] = [];
    for await (const part of rowsInParts(() => this.#rows()))
      read.push(...(await this.#readRows(part)));
    return read;
  }

  /** The row of a flow, made again from its events; where it cannot be written, it is made again the next time. */
  async #remake(flowId: string): Promise<StoredSummary | undefined> {
    const transaction = (await this.open()).transaction(STORES, 'readwrite');
    const { state } = await this.#copies.read(transaction.objectStore('events'), flowId);
    const stored = state && storedSummary(summariseFlow(state));
    if (stored) transaction.objectStore('summaries').put(stored);
    await endOf(transaction).catch(() => undefined);
    if (stored) this.#goingOn.wrote(stored);
    return stored;
  }

  /** @see takeRecords */
  async take(
    given: readonly { flowId: string; events: readonly FlowEvent[] }[],
  ): Promise<RecordTaken[]> {
    const taken = await takeRecords(await this.open(), given, this.#clock.nowMs());
    this.forgetCopies();
    return taken;
  }

  /** Takes every flow, or one, from the list, and forgets for good those that were cleared before. */
  async clear(flowId?: string): Promise<string[]> {
    const forgotten = await this.purge(0);
    await markCleared(await this.open(), this.#clock.nowMs(), flowId);
    this.forgetCopies();
    return forgotten;
  }

  /** Brings cleared flows back that were not forgotten yet. */
  async restore(): Promise<void> {
    await markCleared(await this.open(), undefined);
    this.forgetCopies();
  }

  /** Forgets flows for good that were cleared at least so many milliseconds ago; returns their ids. */
  async purge(clearedForMs: number): Promise<string[]> {
    const untilMs = this.#clock.nowMs() - clearedForMs;
    return this.#forget((rows) => clearedFlows(rows, untilMs));
  }

  /** Forgets some flows for good, and at once. */
  async forget(flowIds: readonly string[]): Promise<void> {
    if (flowIds.length > 0) await this.#forget(async () => flowIds);
  }

  async #forget(
    find: (rows: IDBObjectStore) => Promise<readonly IDBValidKey[]>,
  ): Promise<string[]> {
    const forgotten = await forgetFlows(await this.open(), find);
    this.forgetCopies();
    return forgotten;
  }

  /** Forgets everything at once. */
  async deleteAll(): Promise<void> {
    await emptyDatabase(await this.open());
    this.forgetCopies();
  }

  /** Reads everything anew from now on, as where something else wrote. */
  forgetCopies(): void {
    this.#copies.clear();
    this.#goingOn.reread();
  }
}

function listed(rows: readonly StoredSummary[]): FlowRow[] {
  return rows.flatMap(({ summary, clearedAtMs }) => (clearedAtMs === undefined ? summary : []));
}

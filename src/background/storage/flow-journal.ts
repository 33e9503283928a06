import type { IDBPDatabase } from 'idb';
import * as z from 'zod/mini';
import { type FlowEvent, flowEventSchema, type Happening } from '../../core/flow/flow-event.ts';
import { applyEvent, foldFlow } from '../../core/flow/flow-state.ts';
import {
  type FlowSummary,
  flowSummarySchema,
  summariseFlow,
} from '../../core/flow/flow-summary.ts';
import type { Clock, EpochMilliseconds } from '../../core/time.ts';
import type { Journal } from '../../engine/effects.ts';
import type { FlowDatabase } from './database.ts';

export type Appended = (summary: FlowSummary, event: FlowEvent) => void;

/** Flows in IndexedDB. */
export class FlowJournal implements Journal {
  readonly #database: Promise<IDBPDatabase<FlowDatabase>>;
  readonly #clock: Clock;
  readonly #appended: Appended;

  constructor(database: Promise<IDBPDatabase<FlowDatabase>>, clock: Clock, appended: Appended) {
    this.#database = database;
    this.#clock = clock;
    this.#appended = appended;
  }

  async append(
    flowId: string,
    happening: Happening,
    atMs: EpochMilliseconds = this.#clock.nowMs(),
  ): Promise<FlowEvent> {
    const database = await this.#database;
    const transaction = database.transaction(['events', 'summaries'], 'readwrite', {
      durability: 'strict',
    });
    const events = transaction.objectStore('events');
    const summaries = transaction.objectStore('summaries');
    const state = foldFlow(readEvents(await events.getAll(wholeFlow(flowId))));
    const last = (await events.getAllKeys(wholeFlow(flowId))).at(-1);
    const event: FlowEvent = {
      flowId,
      sequence: last === undefined ? 0 : last[1] + 1,
      atMs,
      happening,
    };
    const next = applyEvent(state, event);
    if (!next) {
      transaction.abort();
      await transaction.done.catch(() => undefined);
      throw new Error(`flow ${flowId} does not begin with its start`);
    }
    const summary = summariseFlow(next);
    const stored = await summaries.get(flowId);
    await events.add(event);
    await summaries.put({ ...stored, flowId, summary });
    await transaction.done;
    this.#appended(summary, event);
    return event;
  }

  async events(flowId: string): Promise<FlowEvent[]> {
    const database = await this.#database;
    return readEvents(await database.getAll('events', wholeFlow(flowId)));
  }

  async summaries(): Promise<FlowSummary[]> {
    const database = await this.#database;
    const stored = await database.getAll('summaries');
    return stored.flatMap(({ clearedAtMs, summary }) => {
      const parsed = z.safeParse(flowSummarySchema, summary);
      return clearedAtMs === undefined && parsed.success ? [parsed.data] : [];
    });
  }

  /** Takes every flow from the list, and forgets for good those that were cleared before. */
  async clear(): Promise<string[]> {
    const forgotten = await this.purge(0);
    await this.#mark(this.#clock.nowMs());
    return forgotten;
  }

  /** Brings cleared flows back that were not forgotten yet. */
  async restore(): Promise<void> {
    await this.#mark(undefined);
  }

  /** Forgets flows for good that were cleared at least so many milliseconds ago; returns their ids. */
  async purge(clearedForMs: number): Promise<string[]> {
    const before = this.#clock.nowMs() - clearedForMs;
    const database = await this.#database;
    const transaction = database.transaction(['events', 'summaries'], 'readwrite');
    const cleared = (await transaction.objectStore('summaries').getAll())
      .filter(({ clearedAtMs }) => clearedAtMs !== undefined && clearedAtMs <= before)
      .map(({ flowId }) => flowId);
    for (const flowId of cleared) {
      await transaction.objectStore('events').delete(wholeFlow(flowId));
      await transaction.objectStore('summaries').delete(flowId);
    }
    await transaction.done;
    return cleared;
  }

  /** Forgets everything at once. */
  async deleteAll(): Promise<void> {
    const database = await this.#database;
    const transaction = database.transaction(['events', 'summaries'], 'readwrite');
    await transaction.objectStore('events').clear();
    await transaction.objectStore('summaries').clear();
    await transaction.done;
  }

  async #mark(clearedAtMs: number | undefined): Promise<void> {
    const database = await this.#database;
    const transaction = database.transaction('summaries', 'readwrite');
    for (const { flowId, summary } of await transaction.store.getAll()) {
      await transaction.store.put({
        flowId,
        summary,
        ...(clearedAtMs === undefined ? {} : { clearedAtMs }),
      });
    }
    await transaction.done;
  }
}

function wholeFlow(flowId: string): IDBKeyRange {
  return IDBKeyRange.bound([flowId], [flowId, []]);
}

/** Stored events are a stranger's: one that this version cannot read is passed over. */
function readEvents(stored: readonly unknown[]): FlowEvent[] {
  return stored.flatMap((candidate) => {
    const parsed = z.safeParse(flowEventSchema, candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../../core/flow/flow-state.ts';
import { answerOf } from './database.ts';
import { readEvents, wholeFlow } from './flow-rows.ts';

type EventKey = [flowId: string, sequence: number];

/** A flow as it was last seen in the store. */
export interface FlowCopy {
  events: FlowEvent[];
  state: FlowState | undefined;
  /** the sequence number that the store would give next */
  next: number;
}

/** More flows than a person works on at once. */
const COPIES = 8;

/** Reading and checking a whole flow for each event would take longer than some banks: those in use are kept. */
export class FlowCopies {
  readonly #copies = new Map<string, FlowCopy>();

  /** A flow as it was last written or read, which nobody else writes. */
  get(flowId: string): FlowCopy | undefined {
    return this.#copies.get(flowId);
  }

  /** A flow as the store has it: a copy that the store has left behind is not taken. */
  async read(store: IDBObjectStore, flowId: string): Promise<FlowCopy> {
    const copy = this.#copies.get(flowId);
    if (copy) {
      const last = await answerOf(store.openKeyCursor(wholeFlow(flowId), 'prev'));
      const next = last ? (last.key as EventKey)[1] + 1 : 0;
      if (copy.next === next) return copy;
    }
    const events = await readEvents(store, flowId);
    const next = (events.at(-1)?.sequence ?? -1) + 1;
    const read = { events, state: foldFlow(events), next };
    this.keep(flowId, read);
    return read;
  }

  keep(flowId: string, copy: FlowCopy): void {
    if (this.#copies.size >= COPIES && !this.#copies.has(flowId)) this.#copies.clear();
    this.#copies.set(flowId, copy);
  }

  clear(): void {
    this.#copies.clear();
  }
}

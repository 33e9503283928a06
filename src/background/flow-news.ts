import type { WorkerEvent } from '../contract/events.ts';
import type { FlowEvent } from '../core/flow/flow-event.ts';
import { type FlowRow, type FlowSummary, shownRow } from '../core/flow/flow-summary.ts';

/** For so long what happens is gathered into one message, milliseconds: fifty messages a second at most. */
const GATHER_MS = 20;

/**
 * Tells panels what happens in flows. The first thing after a quiet moment is told at once, since somebody may be waiting
 * for it; of what follows each message tells all events, and of each flow the last summary.
 */
export class FlowNews {
  readonly #send: (event: WorkerEvent) => void;
  readonly #summaries = new Map<string, FlowSummary>();
  #flowEvents: FlowEvent[] = [];
  #gathering = false;

  constructor(send: (event: WorkerEvent) => void) {
    this.#send = send;
  }

  tell(row: FlowRow, flowEvent: FlowEvent): void {
    this.#summaries.set(row.flowId, shownRow(row));
    this.#flowEvents.push(flowEvent);
    if (!this.#gathering) this.#flush();
  }

  #flush(): void {
    this.#gathering = this.#flowEvents.length > 0;
    if (!this.#gathering) return;
    const summaries = [...this.#summaries.values()];
    this.#send({ event: 'flows_changed', summaries, flowEvents: this.#flowEvents });
    this.#summaries.clear();
    this.#flowEvents = [];
    setTimeout(() => this.#flush(), GATHER_MS);
  }
}

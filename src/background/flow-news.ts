import type { WorkerEvent } from '../contract/events.ts';
import type { FlowEvent } from '../core/flow/flow-event.ts';
import { type FlowRow, type FlowSummary, shownRow } from '../core/flow/flow-summary.ts';

/** So many messages in so many milliseconds, and no more: fifty a second. */
const AT_ONCE = 4;
const WITHIN_MS = 80;
/** A request that is prepared leaves within milliseconds, or is refused: for so long the two are one piece of news. */
const PREPARED_MS = 20;

/**
 * Tells panels what happens in flows: at once, since somebody may be waiting for it, as long as little happens. What comes
 * too fast is gathered: each message tells all events, and of each flow the last summary.
 */
export class FlowNews {
  readonly #send: (event: WorkerEvent) => void;
  readonly #summaries = new Map<string, FlowSummary>();
  #flowEvents: FlowEvent[] = [];
  /** messages of the last moment */
  #recent = 0;

  constructor(send: (event: WorkerEvent) => void) {
    this.#send = send;
  }

  tell(row: FlowRow, flowEvent: FlowEvent): void {
    this.#summaries.set(row.flowId, shownRow(row));
    this.#flowEvents.push(flowEvent);
    if (flowEvent.happening.kind === 'call_prepared') {
      setTimeout(() => this.#flush(), PREPARED_MS);
    } else this.#flush();
  }

  #flush(): void {
    if (this.#flowEvents.length === 0 || this.#recent >= AT_ONCE) return;
    const summaries = [...this.#summaries.values()];
    this.#send({ event: 'flows_changed', summaries, flowEvents: this.#flowEvents });
    this.#summaries.clear();
    this.#flowEvents = [];
    this.#recent += 1;
    setTimeout(() => {
      this.#recent -= 1;
      this.#flush();
    }, WITHIN_MS);
  }
}

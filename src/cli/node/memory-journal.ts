import type { FlowEvent, Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import { foldFlow } from '../../core/flow/flow-state.ts';
import { type FlowRow, summariseFlow } from '../../core/flow/flow-summary.ts';
import { spendableFingerprint, spentSecrets } from '../../core/flow/spent-secrets.ts';
import type { Clock, EpochMilliseconds } from '../../core/time.ts';
import type { Journal } from '../../engine/effects.ts';
import {
  type AnswerClues,
  type RedirectFacts,
  redirectFacts,
} from '../../engine/redirect-facts.ts';

/** The flows of one command: they last as long as its process. */
export class MemoryJournal implements Journal {
  readonly #flows = new Map<string, FlowEvent[]>();
  readonly #clock: Clock;
  readonly #told: (event: FlowEvent) => void;

  /** @param told hears of each event when it is recorded */
  constructor(clock: Clock, told: (event: FlowEvent) => void = () => undefined) {
    this.#clock = clock;
    this.#told = told;
  }

  async append(
    flowId: string,
    happening: Happening,
    atMs: EpochMilliseconds = this.#clock.nowMs(),
  ): Promise<FlowEvent> {
    const events = this.#flows.get(flowId) ?? [];
    const event = structuredClone({ flowId, sequence: events.length, atMs, happening });
    this.#flows.set(flowId, [...events, event]);
    this.#told(event);
    return event;
  }

  async claim(flowId: string, call: HappeningOf<'call_prepared'>): Promise<FlowEvent | undefined> {
    const own = foldFlow(await this.events(flowId));
    const wanted = own && spendableFingerprint(own, call.uses);
    const isSpent = (events: readonly FlowEvent[]) => {
      const flow = foldFlow(events);
      return wanted !== undefined && flow !== undefined && spentSecrets(flow).has(wanted);
    };
    return [...this.#flows.values()].some(isSpent) ? undefined : this.append(flowId, call);
  }

  async events(flowId: string): Promise<FlowEvent[]> {
    return [...(this.#flows.get(flowId) ?? [])];
  }

  async summaries(): Promise<FlowRow[]> {
    return [...this.#flows.values()].flatMap((events) => {
      const flow = foldFlow(events);
      return flow ? [summariseFlow(flow)] : [];
    });
  }
  async othersLike(answer: AnswerClues): Promise<RedirectFacts> {
    return redirectFacts(await this.summaries(), answer);
  }
}

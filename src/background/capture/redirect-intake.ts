import { type RedirectSighting, takeRedirect } from '../../engine/accept-redirect.ts';
import { readFlow } from '../../engine/closed-flow.ts';
import type { Effects } from '../../engine/effects.ts';
import { OPEN_FOR_MS } from '../../engine/find-flow.ts';
import type { Holds } from '../hold/holds.ts';
import type { NotedSightings } from './noted-sightings.ts';
import { standingTabs, type TabPlaces } from './standing-tabs.ts';
import type { UnaskedAnswers } from './unasked-answers.ts';

/** What takes redirects stands on. */
export interface IntakeParts {
  effects: Effects;
  holds: Holds;
  unasked: UnaskedAnswers;
  noted: NotedSightings;
  places: TabPlaces;
  /** over once what was open or held when the last life of the worker ended is settled */
  settled: Promise<unknown>;
  /** over once this life may take part in flows by itself */
  ready(): Promise<unknown>;
  /** makes rows again that have lost their place in the list; true where there were any */
  mend(): Promise<boolean>;
  /** goes on with a flow whose answer came, as a replay does */
  goOn(flowId: string): Promise<unknown>;
  reportError(error: unknown): void;
}

/** Takes the redirects that tabs come to, those among them that a life of the worker died over. */
export class RedirectIntake {
  readonly #parts: IntakeParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** The last redirect to be taken, as far as it has got. */
  get last(): Promise<unknown> {
    return this.#last;
  }

  /** A redirect that some tab came to. */
  sighted(sighting: RedirectSighting): Promise<void> {
    return this.#parts.noted.during(sighting, () => this.#take(sighting));
  }

  /** Takes what came while the life before this one ended. */
  async takeMissed(): Promise<void> {
    const { noted, places } = this.#parts;
    await noted.resume((sighting) => this.#take(sighting));
    if (!(await this.anyFlowWaits())) return;
    for (const sighting of await standingTabs(places)) await this.#take(sighting);
  }

  /** Whether any redirect is to come. */
  async anyFlowWaits(): Promise<boolean> {
    const { journal, clock } = this.#parts.effects;
    const flows = await journal.summaries('going_on');
    return flows.some(
      ({ phase, startedAtMs }) =>
        (phase === 'awaiting_redirect' || phase === 'refused_by_us') &&
        clock.nowMs() - startedAtMs < OPEN_FOR_MS,
    );
  }

  /** What is held shows our page in its tab instead. */
  async #take(sighting: RedirectSighting): Promise<void> {
    const { effects, holds, unasked, settled, mend } = this.#parts;
    const { url, via, tabId, standing } = sighting;
    const first = settled.then(() => takeRedirect(effects, sighting));
    this.#last = first;
    let taken = await first;
    if (!taken.ok && taken.error.kind === 'no_such_flow') {
      // Its flow may have lost its place in the list.
      if (await mend().catch(() => false)) taken = await takeRedirect(effects, sighting);
    }
    // Blocked, and nothing in it that could be read: the page says so.
    const unread = via === 'failed_navigation' && !standing ? holds.holderOf(url) : undefined;
    const flowId = taken.ok ? taken.value.flowId : unread;
    if (flowId !== undefined && tabId !== undefined) await holds.show(flowId, tabId);
    if (taken.ok) {
      void this.#goOn(taken.value.flowId).catch(this.#parts.reportError);
      await unasked.drop(sighting);
    } else if (taken.error.kind === 'no_such_flow' && !standing) await unasked.note(sighting);
  }

  /** Most flows leave it to the person to go on. */
  async #goOn(flowId: string): Promise<void> {
    const { effects, ready, goOn } = this.#parts;
    await ready();
    const flow = await readFlow(effects, flowId);
    if (flow?.started.continues) await goOn(flowId);
  }
}

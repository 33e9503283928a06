import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { foldFlow } from '../../core/flow/flow-state.ts';
import type { FlowSummary, Hold } from '../../core/flow/flow-summary.ts';
import type { Effects } from '../../engine/effects.ts';
import type { Release } from '../../engine/held-answer.ts';
import { holdMeans } from './hold-means.ts';
import { type HeldFlow, planHolds } from './hold-plan.ts';
import { type HoldRules, heldAddress, holdRules } from './hold-rules.ts';

/** A hold ends by itself after a quarter of an hour, milliseconds. */
const HOLD_MS = 15 * 60_000;

/** What a hold needs of the browser. */
export interface HoldBrowser {
  isFirefox: boolean;
  mayReach(address: string): Promise<boolean>;
  blockedPatterns(): Promise<Set<string | undefined>>;
  applyRules(rules: HoldRules): Promise<void>;
  watchTab(tabId: number): Promise<void>;
  setHoldAlarm(whenMs: number | undefined): Promise<void>;
  /** whether answers that are stopped are to be read on their way */
  read(wanted: boolean): void;
  showHeldPage(about: string, tabId: number): Promise<void>;
  /** the tab itself, or an empty one in its place when it has gone */
  standingTab(tabId: number | undefined): Promise<number>;
  openAddress(url: string, tabId: number): Promise<void>;
}

/** Keeps redirects from the app while their flows are undecided. What is in force follows the list of flows. */
export class Holds {
  readonly #effects: Pick<Effects, 'journal' | 'clock' | 'exclusive'>;
  readonly #browser: HoldBrowser;
  #living: readonly HeldFlow[] = [];
  /** posted answers on their way to the app: the page that sends one asks for it, once */
  readonly #released = new Map<string, Release>();
  #passing: number[] = [];

  constructor(effects: Pick<Effects, 'journal' | 'clock' | 'exclusive'>, holdBrowser: HoldBrowser) {
    this.#effects = effects;
    this.#browser = holdBrowser;
  }

  /** Holds the redirect of a flow whose page is about to open. Rejects, with nothing recorded, when the browser refuses. */
  async set(flowId: string, redirectUri: string, authorizationUrl: string): Promise<void> {
    await this.#effects.exclusive('holds', async () => {
      const { journal, clock } = this.#effects;
      const bank = new URL(authorizationUrl).origin;
      const hold: Hold = { redirectUri, bank, untilMs: clock.nowMs() + HOLD_MS };
      // A tab that something was released in may be where this flow opens.
      this.#passing = [];
      await this.#apply([...this.#living, { flowId, ...hold }]);
      await journal.append(flowId, { kind: 'hold_set', ...hold, ...(await this.#means(hold)) });
    });
  }

  /** Brings the browser in step with the list of flows: ends what is over, and records means that changed. */
  async reconcile(when: 'at_start' | 'later' = 'later'): Promise<void> {
    await this.#effects.exclusive('holds', async () => {
      const { journal, clock } = this.#effects;
      const blocked = when === 'at_start' ? await this.#browser.blockedPatterns() : undefined;
      const plan = planHolds(await journal.summaries('going_on'), clock.nowMs(), blocked);
      await this.#apply(plan.living);
      for (const { flowId, why } of plan.over) {
        await journal.append(flowId, { kind: 'hold_ended', why });
      }
      for (const hold of plan.living) await this.#recordMeans(hold);
    });
  }

  /** Hears of each event of a flow: a hold whose flow has ended goes. */
  hear({ flowId, hold }: FlowSummary, { happening }: FlowEvent): void {
    if (hold || happening.kind === 'hold_ended') return;
    if (this.#living.some((living) => living.flowId === flowId)) void this.reconcile();
  }

  /** Puts our page in place of what a tab shows when its answer was held. */
  async show(flowId: string, tabId: number): Promise<void> {
    if (this.#living.some((living) => living.flowId === flowId)) {
      await this.#browser.showHeldPage(flowId, tabId);
    }
  }

  /** The newest flow that holds an address. */
  holderOf(url: string): string | undefined {
    const address = heldAddress(url);
    return this.#living.findLast(({ redirectUri }) => heldAddress(redirectUri) === address)?.flowId;
  }

  /** The addresses that are held from answers of a bank, as browsers write them. */
  heldFrom(bank: string): string[] {
    return this.#living
      .filter((hold) => new URL(hold.bank).hostname === new URL(bank).hostname)
      .map(({ redirectUri }) => heldAddress(redirectUri));
  }

  /** Sends a released answer on: rules go first, then the tab goes to the app. */
  async letGo(release: Release): Promise<void> {
    const { flowId, answer } = release;
    const tabId = await this.#browser.standingTab(release.tabId);
    this.#passing = [...this.#passing, tabId];
    await this.reconcile();
    if (answer.form) {
      this.#released.set(flowId, release);
      await this.#browser.showHeldPage(`${flowId}/send`, tabId);
    } else {
      await this.#browser.openAddress(answer.url, tabId);
    }
  }

  /** The posted answer that our page is to send on; `undefined` when there is none, or it was taken. */
  takeReleased(flowId: string): Release['answer'] | undefined {
    const release = this.#released.get(flowId);
    this.#released.delete(flowId);
    return release?.answer;
  }

  async #apply(living: readonly HeldFlow[]): Promise<void> {
    const granted = new Set<string>();
    for (const hold of living) {
      if ((await this.#means(hold)).atBank) granted.add(hold.bank);
    }
    this.#browser.read(living.length > 0);
    const rules = holdRules(living, (bank) => granted.has(bank), this.#passing);
    await this.#browser.applyRules(rules);
    this.#living = living;
    const ends = living.map(({ untilMs }) => untilMs);
    await this.#browser.setHoldAlarm(ends.length > 0 ? Math.min(...ends) : undefined);
  }

  async #means({ redirectUri, bank }: Hold) {
    const { isFirefox, mayReach } = this.#browser;
    return holdMeans(redirectUri, {
      isFirefox,
      bankGranted: await mayReach(bank),
      appGranted: await mayReach(redirectUri).catch(() => false),
    });
  }

  /** A host was granted or revoked in the middle. */
  async #recordMeans({ flowId, ...hold }: HeldFlow): Promise<void> {
    const means = await this.#means(hold);
    const flow = foldFlow(await this.#effects.journal.events(flowId));
    if (!flow?.hold) return;
    const { atBank, gaps } = flow.hold;
    if (JSON.stringify(means) === JSON.stringify({ atBank, gaps })) return;
    await this.#effects.journal.append(flowId, { kind: 'hold_set', ...hold, ...means });
    const tabId = flow.opened?.tabId;
    if (means.atBank && tabId !== undefined) await this.#browser.watchTab(tabId);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { poll } from '../../scripts/browser/poll.ts';
import type { FlowSummary } from '../../src/core/flow/flow-summary.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import { accountFor, type BegunFlow, type Fault, shownName } from './account.ts';
import type { OwnPage } from './own-page.ts';
import { countShown, readShown, wordFor } from './shown-flows.ts';
import type { Trend } from './trend.ts';

/** How often the panel is looked at before it is said to show something else, and after which pause. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 700;

interface Counted {
  own: OwnPage;
  bank: PracticeBank;
  panel: Page;
}

/** What a soak of flows came to in one browser. */
export interface FlowSoak {
  oidc: number;
  hostile: number;
  kills: number;
  /** how many flows ended how, by phase */
  ends: Record<string, number>;
  /** rows that were stored, and shown, when they were counted */
  stored: number;
  shown: number;
  faults: Fault[];
  trends: Trend[];
}

/** Keeps account of the flows in the list, until they are counted and cleared. */
export class FlowCount {
  readonly #parts: Counted;
  readonly #soak: FlowSoak;
  #begun: BegunFlow[] = [];
  #logged = 0;

  constructor(parts: Counted, soak: FlowSoak) {
    this.#parts = parts;
    this.#soak = soak;
  }

  add(begun: readonly BegunFlow[]): void {
    this.#begun.push(...begun);
  }

  /** Compares what is stored, what is shown and what the bank received, and empties the list. */
  async settle(): Promise<void> {
    const { own, bank, panel } = this.#parts;
    const soak = this.#soak;
    await panel.bringToFront();
    const rows = (await own.stored()).rows;
    await poll(async () => (await countShown(panel)) === rows.length || undefined, {
      awaited: `${rows.length} rows in the panel`,
    }).catch(() => undefined);
    const shown = await this.#readShown(rows);
    const kept = { ...(await own.stored(rows.map(({ flowId }) => flowId))), shown };
    const log = bank.control.log();
    soak.faults.push(...accountFor(this.#begun, kept, log.slice(this.#logged), wordFor));
    this.#logged = log.length;
    for (const { phase } of kept.rows) soak.ends[phase] = (soak.ends[phase] ?? 0) + 1;
    soak.stored += kept.rows.length;
    soak.shown += shown.length;
    soak.oidc += this.#begun.filter((flow) => flow.bank === 'oidc').length;
    soak.hostile += this.#begun.filter((flow) => flow.bank === 'hostile').length;
    this.#begun = [];
    // What was cleared before the last time is forgotten for good.
    for (let time = 0; time < 2; time += 1) await own.ask('clearFlows', {});
    await poll(async () => (await countShown(panel)) === 0 || undefined, {
      awaited: 'an empty list',
    });
    await own.forget();
  }

  /** What the panel shows, once it agrees with what is stored, or has had time to. */
  async #readShown(rows: readonly FlowSummary[]): Promise<string[]> {
    const stored = JSON.stringify(
      rows.map(({ bank, phase }) => shownName(bank, wordFor(phase))).sort(),
    );
    let shown: string[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0) await delay(LOOK_AGAIN_MS);
      shown = await readShown(this.#parts.panel);
      if (JSON.stringify(shown.toSorted()) === stored) break;
    }
    return shown;
  }
}

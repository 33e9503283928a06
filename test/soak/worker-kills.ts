import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import type { Seeded } from './seeded.ts';
import { Turns } from './turns.ts';

const LEAST_PAUSE_MS = 300;
const MOST_PAUSE_MS = 5000;

/** Stops the extension's worker (in Firefox its event page) at moments that nobody can foresee. */
export class WorkerKills {
  readonly #session: BrowserSession;
  readonly #random: Seeded;
  readonly #turns = new Turns();
  #on: object | undefined;
  #count = 0;

  constructor(session: BrowserSession, random: Seeded) {
    this.#session = session;
    this.#random = random;
  }

  get count(): number {
    return this.#count;
  }

  begin(): void {
    const on = {};
    this.#on = on;
    void this.#goOn(on);
  }

  /** Resolves once none is under way. */
  async end(): Promise<void> {
    this.#on = undefined;
    await this.#turns.take(async () => undefined);
  }

  async #goOn(on: object): Promise<void> {
    while (this.#on === on) {
      await delay(this.#random.between(LEAST_PAUSE_MS, MOST_PAUSE_MS));
      await this.#turns.take(async () => {
        if (this.#on !== on) return;
        // Lanes wake it at once: whether it was gone cannot always be seen.
        await this.#session.stopWorker().catch(() => undefined);
        // Not before: a flow that begins meanwhile may be hit.
        this.#count += 1;
      });
    }
  }
}

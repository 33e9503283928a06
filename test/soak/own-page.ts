import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import { poll } from '../../scripts/browser/poll.ts';
import type { WorkerEvent } from '../../src/contract/events.ts';
import type { Reply } from '../../src/contract/replies.ts';
import type { Params, RequestName } from '../../src/contract/requests.ts';
import type { FlowEvent } from '../../src/core/flow/flow-event.ts';
import type { FlowSummary } from '../../src/core/flow/flow-summary.ts';

/** What the worker last told of a flow. */
export type Told = Pick<FlowSummary, 'flowId' | 'phase' | 'busy'>;

/** As long as no call of the worker takes, milliseconds. */
const UNANSWERED_MS = 30_000;

const answered = z.object({ ok: z.literal(true), value: z.unknown() });
const unanswered = z.object({ unanswered: z.string() });

interface Heard {
  told?: Map<string, Told>;
}

/** A page of the extension that does nothing by itself: it asks what it is made to ask, and hears what is told. */
export class OwnPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(session: BrowserSession): Promise<OwnPage> {
    const page = await session.browser.newPage();
    // Firefox 153 moves such a page to another process, and its events are never heard of again.
    const waitUntil = session.kind === 'firefox' ? [] : ('load' as const);
    await page.goto(`${session.extensionOrigin}/src/devtools/devtools.html`, { waitUntil });
    await poll(() => page.evaluate(hear).catch(() => undefined), { awaited: 'a page of ours' });
    return new OwnPage(page);
  }

  /**
   * Asks the worker as a panel would. Rejects when the worker was stopped before it answered. The reply comes as text:
   * WebDriver BiDi leaves out what stands in a value twice, and takes long over deep ones. A failure comes
   * as text as well: an error that leaves the page is kept there, in the memory that it shares with the panel.
   */
  async ask<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Reply<Name>> {
    const message = JSON.stringify({ request: name, params });
    const asked = this.#page.evaluate(
      `chrome.runtime.sendMessage(${message}).then(
        (reply) => JSON.stringify(reply ?? null),
        (error) => JSON.stringify({ unanswered: String(error) }),
      )`,
    ) as Promise<string>;
    const reply: unknown = JSON.parse(await Promise.race([asked, tooLate(name)]));
    const { data: failed } = unanswered.safeParse(reply);
    if (failed) throw new Error(failed.unanswered);
    return answered.parse(reply).value as Reply<Name>;
  }

  /** The same for what only reads, asked anew until it is answered. */
  read<Name extends 'listFlows' | 'readFlow'>(
    name: Name,
    params: Params<Name>,
  ): Promise<Reply<Name>> {
    return poll(() => this.ask(name, params), { awaited: `an answer to ${name}` });
  }

  /** What was told of the flow with this name, without asking the worker. */
  async told(name: string): Promise<Told | undefined> {
    const told = await this.#page.evaluate(
      (one) => (globalThis as unknown as Heard).told?.get(one) ?? null,
      name,
    );
    return told ?? undefined;
  }

  /** Lets go of what was told of flows that are there no more. */
  async forget(): Promise<void> {
    await this.#page.evaluate(() => (globalThis as unknown as Heard).told?.clear());
  }

  /** What is stored, read without the help of any code of the extension. */
  async stored(flowIds?: readonly string[]): Promise<{ rows: FlowSummary[]; events: FlowEvent[] }> {
    return JSON.parse(await this.#page.evaluate(readStored, flowIds ?? null));
  }

  /** Bytes of the secrets that the worker holds a copy of. */
  secretBytes(): Promise<number> {
    return this.#page.evaluate(
      'chrome.storage.session.get(null).then((items) => JSON.stringify(items).length)',
    ) as Promise<number>;
  }

  /** The ids of the tabs that there are. */
  tabIds(): Promise<number[]> {
    return this.#page.evaluate(
      'chrome.tabs.query({}).then((tabs) => tabs.map(({ id }) => id))',
    ) as Promise<number[]>;
  }
}

function tooLate(name: string): Promise<never> {
  return new Promise((_answered, reject) => {
    setTimeout(() => reject(new Error(`no answer to ${name}`)), UNANSWERED_MS).unref();
  });
}

/** Runs in a page of ours. */
function hear(): true | undefined {
  const scope = globalThis as unknown as Heard & {
    chrome?: { runtime?: { onMessage: { addListener(hear: (said: unknown) => void): void } } };
  };
  if (!scope.chrome?.runtime) return undefined;
  const told = new Map<string, Told>();
  scope.told = told;
  scope.chrome.runtime.onMessage.addListener((said) => {
    const { summaries = [] } = said as Partial<Extract<WorkerEvent, { event: 'flows_changed' }>>;
    for (const { bank, flowId, phase, busy } of summaries) told.set(bank, { flowId, phase, busy });
  });
  return true;
}

/** Runs in a page of ours. */
async function readStored(flowIds: readonly string[] | null) {
  const opening = indexedDB.open('psd2-oauth');
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = reject;
  });
  const transaction = opening.result.transaction(['summaries', 'events']);
  const summaries = transaction.objectStore('summaries').getAll();
  const wanted = (flowIds ?? []).map((flowId) =>
    transaction.objectStore('events').getAll(IDBKeyRange.bound([flowId], [flowId, []])),
  );
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  opening.result.close();
  return JSON.stringify({
    rows: (summaries.result as { summary: FlowSummary; clearedAtMs?: number }[])
      .filter(({ clearedAtMs }) => clearedAtMs === undefined)
      .map(({ summary }) => summary),
    events: wanted.flatMap(({ result }) => result as FlowEvent[]),
  });
}

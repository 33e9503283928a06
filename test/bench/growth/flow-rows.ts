import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { heapOf, recordEvents, startFlow } from '../load/costs.ts';
import { openPanel, openWatchedTab } from '../load/opened-panel.ts';
import { openQuietPage } from '../load/quiet-page.ts';
import { fill } from '../load/two-extensions.ts';
import { count, figure, middleOf } from './figures.ts';

const COUNTS = [100, 1000, 10_000, 100_000];
/** Beyond that rows of the list alone are stored: their records would be more than a gigabyte. */
const RECORDS = 10_000;
const TIMES = 5;

/** What stored flows cost; each row adds to the store of the one before. */
export async function countRows(most: number): Promise<Record<string, string>[]> {
  const { session, close } = await openBankAndBrowser('chromium');
  try {
    const quiet = await openQuietPage(session);
    const tab = await openWatchedTab(session);
    const rows: Record<string, string>[] = [];
    let stored = 0;
    for (const flows of COUNTS.filter((one) => one <= most)) {
      await fill(quiet, flows, { begin: stored, rowsOnly: flows > RECORDS });
      stored = flows;
      rows.push(await rowOf(session, quiet, tab, flows));
      console.error(`${count(flows)} flows measured`);
    }
    return rows;
  } finally {
    await close();
  }
}

async function rowOf(
  session: BrowserSession,
  quiet: Page,
  tab: Page,
  flows: number,
): Promise<Record<string, string>> {
  const flow = await startFlow(quiet);
  const append = await middleOf(TIMES, () => recordEvents(quiet, flow));
  const worker = await middleOf(TIMES, () => workerStart(session, quiet));
  const opening = await middleOf(TIMES, () => openPanel(tab, session));
  await openPanel(tab, session, await listed(quiet));
  const heap = await heapOf(tab);
  await tab.goto('about:blank');
  return {
    flows: count(flows),
    'first row of the panel': figure(opening, 'ms'),
    'recording an event': figure(append, 'ms'),
    'on disk': flows > RECORDS ? 'not measured' : figure((await usage(quiet)) / 1e6, 'MB'),
    'heap of the panel': figure(heap / 1e6, 'MB'),
    'start of the worker': figure(worker, 'ms'),
  };
}

/** Milliseconds from a message to a worker that sleeps to its answer. */
async function workerStart(session: BrowserSession, page: Page): Promise<number> {
  await session.stopWorker();
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
    };
    const startedAt = performance.now();
    await chrome.runtime.sendMessage({ request: 'readSettings', params: {} });
    return performance.now() - startedAt;
  });
}

async function usage(page: Page): Promise<number> {
  return page.evaluate(async () => (await navigator.storage.estimate()).usage ?? Number.NaN);
}

async function listed(page: Page): Promise<number> {
  let [flows, after]: [number, unknown] = [0, undefined];
  do {
    const reply = await askWorker(page, 'listFlows', after ? { after } : {});
    const part = reply as { flows: unknown[]; next?: unknown };
    flows += part.flows.length;
    after = part.next;
  } while (after);
  return flows;
}

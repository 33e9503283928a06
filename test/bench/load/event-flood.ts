import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { countOf } from '../metric.ts';
import { bundleFor } from '../page-bundle.ts';
import type { Section } from '../section.ts';
import type * as InWorker from './flood-worker.ts';
import { longestTask } from './longest-task.ts';

const EVENTS = 10_000;
const FLOWS = 100;
const LATEST_MS = 1000;

/**
 * 10,000 events in a second, of a hundred flows in turn, into an open panel. They are told in the worker where its journal
 * tells of an event that it has stored (`FlowNews`), by the same code and over the browser's own messages: a disk takes some
 * hundred events a second, one commit each, and no second would ever bring as many. Within a second after the last of them
 * the panel must show how each flow ended.
 */
export const floodSection: Section = {
  ids: ['P12-messages', 'P12-task'],
  where: ['chromium'],
  async measure({ rounds }) {
    const { session, close } = await openBankAndBrowser('chromium');
    try {
      const page = await session.openPanelTab();
      const flood = await floodIn(session);
      const [messages, tasks]: [number[], number[]] = [[], []];
      for (let round = -1; round < rounds; round += 1) {
        await page.evaluate(() => {
          const heard = globalThis as typeof globalThis & { heard?: number };
          const { chrome } = globalThis as unknown as {
            chrome: { runtime: { onMessage: { addListener(listener: () => void): void } } };
          };
          if (heard.heard === undefined) {
            chrome.runtime.onMessage.addListener(() => {
              heard.heard = (heard.heard ?? 0) + 1;
            });
          }
          heard.heard = 0;
        });
        const task = await longestTask(page, async () => {
          await flood(`flood-${round}`, round);
          await untilAbandoned(page, (round + 2) * FLOWS);
        });
        const heard = await page.evaluate(
          () => (globalThis as typeof globalThis & { heard?: number }).heard ?? 0,
        );
        if (round < 0) continue;
        messages.push(heard);
        tasks.push(task);
      }
      const name = '10,000 events in a second, into an open panel';
      return [
        countOf(
          { id: 'P12-messages', name: `${name}: messages`, must: 120, goal: 60 },
          messages,
          'messages',
        ),
        countOf(
          { id: 'P12-task', name: `${name}: its longest task`, must: 50, goal: 16 },
          tasks,
          'ms',
        ),
      ];
    } finally {
      await close();
    }
  },
};

async function floodIn({ browser, extensionOrigin }: BrowserSession) {
  const target = await browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith(`${extensionOrigin}/`),
  );
  const worker = await target.createCDPSession();
  await worker.send('Runtime.evaluate', {
    expression: await bundleFor('test/bench/load/flood-worker.ts', 'bench'),
  });
  const [started, event] = happenings.record(happenings.started(), {
    kind: 'page_seen',
    url: 'https://bank.example/login',
  });
  const state = foldFlow(started ? [started] : []);
  if (!state || !event) throw new Error('no flow');
  return async (name: string, round: number) => {
    const startedAtMs = Date.now() + round * FLOWS;
    const summary = { ...summariseFlow(state), startedAtMs };
    const given: Parameters<typeof InWorker.flood>[0] = {
      events: EVENTS,
      flows: FLOWS,
      overMs: 1000,
      name,
      summary,
      event,
    };
    const expression = `bench.flood(${JSON.stringify(given)})`;
    await worker.send('Runtime.evaluate', { expression, awaitPromise: true });
  };
}

/** Every row that is drawn says so, and all flows are counted. */
async function untilAbandoned(page: Page, flows: number): Promise<void> {
  const all = `${new Intl.NumberFormat('en').format(flows)} flow`;
  await poll(
    () =>
      page.evaluate((text) => {
        const rows = [...document.querySelectorAll('[data-row]')];
        const last = rows.every(({ textContent }) => textContent.includes('Abandoned'));
        const counts = document.querySelector('.status-line')?.textContent ?? '';
        return (rows.length > 0 && last && counts.includes(text)) || undefined;
      }, all),
    { awaited: 'the last state of every flow', timeoutMs: LATEST_MS, intervalMs: 50 },
  );
}

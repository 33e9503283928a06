import type { Page } from 'puppeteer-core';
import { stopChromiumWorker } from '../../../scripts/browser/chromium-worker.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { openHarness } from '../../e2e/driver/harness.ts';
import { installMadeUp } from '../made-up-extension.ts';
import { countOf } from '../metric.ts';
import type { Section } from '../section.ts';

const LOADS = 50;

/** Queries of all sorts, with the letters of "code" in them but none that could answer a request. */
const UNRELATED = [
  '',
  '?page=2',
  '?q=what+is+a+code',
  '?barcode=1',
  '?error_page=no',
  '?id=7#code',
];

/**
 * How often our worker is started by pages that are none of its business, on hosts that it was granted. A control
 * extension hears of every navigation, and its worker is stopped before each: unless it is counted to start each time,
 * and ours for a page with a code, nothing was measured.
 */
export const startsSection: Section = {
  ids: ['P7'],
  where: ['chromium'],
  async measure() {
    const { bank, session, panel, panelPage, close } = await openHarness('chromium');
    const { browser, extensionOrigin: own } = session;
    try {
      const control = await installMadeUp(
        session,
        { permissions: ['webNavigation'], background: { service_worker: 'worker.js' } },
        { 'worker.js': 'chrome.webNavigation.onCommitted.addListener(() => undefined);' },
      );
      try {
        // What a panel that opens still wants to know, it asks again of a worker that was stopped.
        await panel.find('region', 'Start a flow at a bank');
        const page = await session.newPage(bank.urls.app);
        await panelPage.close();
        await session.stopWorker();
        const startsOf = await countStarts(page);
        for (let load = 0; load < LOADS; load += 1) {
          await stopChromiumWorker(browser, control.origin);
          const path = load % 2 === 0 ? '/' : '/callback';
          await page.goto(bank.urls.app + path + UNRELATED[load % UNRELATED.length]);
          await poll(() => startsOf(control.origin) === load + 1 || undefined, {
            awaited: `the control to be counted at page ${load + 1}`,
          });
        }
        const starts = startsOf(own);
        await page.goto(`${bank.urls.app}/callback?code=nobody-waits-for-it`);
        await poll(() => startsOf(own) === starts + 1 || undefined, {
          awaited: 'our worker to be counted',
        });
        const name = `worker starts over ${LOADS} unrelated page loads; a control started each time`;
        return [countOf({ id: 'P7', name, must: 0, goal: 0 }, [starts], 'starts')];
      } finally {
        await control.remove();
      }
    } finally {
      await close();
    }
  },
};

/** Counts from now on how often the worker of an origin was started. */
async function countStarts(page: Page): Promise<(origin: string) => number> {
  const session = await page.createCDPSession();
  const status = new Map<string, string>();
  const starts: string[] = [];
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions) {
      const before = status.get(versionId);
      status.set(versionId, runningStatus);
      if (runningStatus === 'running' && before !== undefined && before !== 'running')
        starts.push(scriptURL);
    }
  });
  await session.send('ServiceWorker.enable');
  return (origin) => starts.filter((url) => url.startsWith(`${origin}/`)).length;
}

import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { stopChromiumWorker } from '../../../scripts/browser/chromium-worker.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { planOf } from '../../fixtures/profiles.ts';
import { type LineHead, type Metric, metricOf } from '../metric.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';
import { installBareListener, STORED_AT, STORED_PROBE } from './bare-listener.ts';
import { type RedirectingBank, startRedirectingBank } from './redirecting-bank.ts';

/**
 * From the bank's redirect to the answer in the database, beside an extension that only listens and stores. Both hear
 * of the page that was committed, without access to any host. They take turns, each with an address that the other does
 * not listen for: at once they would share two cores. The time runs from when the browser, having got the redirect,
 * begins to fetch the redirect URI, as the page that comes of it tells, to the end of the transaction, as the worker's
 * clock tells; all clocks of a Chromium count from one moment.
 *
 * The flows of the rounds before stay in the list, as those of a day do.
 */
export const redirectSection: Section = {
  ids: ['P8', 'P9'],
  where: ['chromium'],
  async measure({ rounds }) {
    const name = 'redirect to answer stored, beside a bare listener';
    const limits = { must: 1.5, goal: 1.1 };
    const redirecting = await startRedirectingBank();
    try {
      const { session, close } = await openBankAndBrowser('chromium', {
        hosts: [],
        change: (folder) => appendFile(join(folder, 'service-worker-loader.js'), STORED_PROBE),
      });
      try {
        const bare = await installBareListener(session, `${redirecting.app}/bare`);
        try {
          const setting: Setting = {
            session,
            redirecting,
            bareOrigin: bare.origin,
            ourPage: await session.openPanelTab(),
            barePage: await session.newPage(`${bare.origin}/page.html`),
            tab: await session.newPage(redirecting.app),
          };
          const awake = { id: 'P8', name: `${name}; workers awake`, ...limits };
          const asleep = { id: 'P9', name: `${name}; workers asleep`, ...limits };
          return [
            await redirectLine(setting, awake, rounds, 'awake'),
            await redirectLine(setting, asleep, rounds, 'asleep'),
          ];
        } finally {
          await bare.remove();
        }
      } finally {
        await close();
      }
    } finally {
      await redirecting.close();
    }
  },
};

interface Setting {
  session: BrowserSession;
  redirecting: RedirectingBank;
  bareOrigin: string;
  /** pages of either extension, in which its storage is read */
  ourPage: Page;
  barePage: Page;
  /** where the redirects come to */
  tab: Page;
}

let flows = 0;

async function redirectLine(
  setting: Setting,
  head: LineHead,
  rounds: number,
  workers: 'awake' | 'asleep',
): Promise<Metric> {
  const { redirecting, session, ourPage, barePage, bareOrigin } = setting;
  const settle = async () => {
    if (workers === 'asleep') {
      await session.stopWorker();
      await stopChromiumWorker(session.browser, bareOrigin);
    } else {
      await askWorker(ourPage, 'readSettings', {});
      await barePage.evaluate('chrome.runtime.sendMessage(0)');
    }
  };
  const ours = async () => {
    const target = await startFlow(setting);
    await settle();
    return redirect(setting, target, ourPage);
  };
  const baseline = async () => {
    flows += 1;
    await settle();
    return redirect(setting, `${redirecting.app}/bare?kode=FAKE-${flows}&state=FAKE`, barePage);
  };
  return metricOf(head, await takeTurns(rounds, { ours, baseline }));
}

/** Starts a flow of ours that waits for its answer; gives the address of the answer. */
async function startFlow({ ourPage, redirecting }: Setting): Promise<string> {
  flows += 1;
  const state = `FAKE-state-of-a-measured-flow-${String(flows).padStart(20, '0')}`;
  const redirectUri = `${redirecting.app}/callback`;
  const variables = { bankCode: '17515', practicePort: '9' };
  const { ok } = (await askWorker(ourPage, 'startAuthorization', {
    plan: planOf('practice-bpce-aisp', { variables, redirectUri }),
    bank: 'Measured',
    secrets: { clientSecret: '', state, nonce: '', codeVerifier: '' },
    destination: { kind: 'copied' },
    findings: [],
    onErrors: 'send_anyway',
  })) as { ok: boolean };
  if (!ok) throw new Error('the flow did not start');
  return `${redirectUri}?${new URLSearchParams({ code: `FAKE-code-${flows}`, state })}`;
}

/** Milliseconds from the redirect to a target until the extension of a page had stored it. */
async function redirect({ tab, redirecting }: Setting, target: string, page: Page) {
  await page.evaluate(`chrome.storage.session.remove(${JSON.stringify(STORED_AT)})`);
  await tab.goto(redirecting.sendsTo(target));
  const startedAt = await tab.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming
      ? performance.timeOrigin + navigation.fetchStart
      : Number.NaN;
  });
  const storedAt = await poll(
    async () => {
      const text = JSON.stringify(STORED_AT);
      return page.evaluate(
        `chrome.storage.session.get(${text}).then((stored) => stored[${text}]?.at)`,
      );
    },
    { awaited: `${target} to be stored` },
  );
  return Number(storedAt) - startedAt;
}

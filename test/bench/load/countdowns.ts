import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { metricOf } from '../metric.ts';
import { bundleFor } from '../page-bundle.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';
import type * as InPage from './countdown-page.tsx';
import { openQuietPage } from './quiet-page.ts';

/** Until what is drawn is drawn, and those that are out of view know it. */
const SETTLE_MS = 800;
const LOOK_MS = 1000;

/**
 * A thousand countdowns in a list that scrolls, the panel's own component on one clock, beside a thousand with a timer each,
 * in one page: what its main thread is busy, by the browser's own account, drawing too. A tick each 100 ms.
 */
export const countdownSection: Section = {
  ids: ['P21'],
  where: ['chromium'],
  async measure({ rounds }) {
    const { session, close } = await openBankAndBrowser('chromium');
    try {
      const page = await openQuietPage(session);
      await page.evaluate(await bundleFor('test/bench/load/countdown-page.tsx', 'countdowns'));
      const name = '1,000 countdowns on one clock, beside a timer each: busy for ten ticks';
      return [
        metricOf(
          { id: 'P21', name, must: 0.3, goal: 0.12 },
          await takeTurns(rounds, {
            ours: () => busyMs(page, 'ours'),
            baseline: () => busyMs(page, 'bare'),
          }),
        ),
      ];
    } finally {
      await close();
    }
  },
};

async function busyMs(page: Page, kind: 'ours' | 'bare'): Promise<number> {
  const tell = (what: 'show' | 'clear') =>
    page.evaluate(
      (name, sort) => {
        const { countdowns } = globalThis as unknown as { countdowns: typeof InPage };
        countdowns[name](sort);
      },
      what,
      kind,
    );
  await page.bringToFront();
  await tell('show');
  try {
    await delay(SETTLE_MS);
    const { TaskDuration: before = Number.NaN } = await page.metrics();
    await delay(LOOK_MS);
    const { TaskDuration: after = Number.NaN } = await page.metrics();
    return (after - before) * 1000;
  } finally {
    await tell('clear');
  }
}

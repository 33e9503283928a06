import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { chromiumSession } from '../../../scripts/browser/launch-chromium.ts';
import { copyWithHosts } from '../../../scripts/browser/test-copy.ts';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { openBankAndBrowser, PRACTICE_HOSTS } from '../../e2e/driver/harness.ts';
import { bundleFor } from '../page-bundle.ts';
import { madeRecords } from './made-records.ts';
import type * as InPage from './stored-flows.ts';

/** The same extension twice in one browser, each with flows of its own: what few cost beside what many do. */
export interface TwoExtensions {
  few: BrowserSession;
  many: BrowserSession;
  close(): Promise<void>;
}

export async function openTwoExtensions(): Promise<TwoExtensions> {
  const { session: few, close } = await openBankAndBrowser('chromium');
  const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-bench-'));
  await copyWithHosts('dist/chrome', folder, PRACTICE_HOSTS);
  const id = await few.browser.installExtension(folder);
  return {
    few,
    many: chromiumSession(few.browser, id, few.version, async () => undefined),
    async close() {
      await few.browser.uninstallExtension(id);
      await rm(folder, { recursive: true, force: true });
      await close();
    },
  };
}

/** Flows of a page of the extension's: all of them are kept, however many, and none of them needs the worker. */
export async function fill(
  page: Page,
  count: number,
  { rowsOnly = false, begin = 0 }: { rowsOnly?: boolean; begin?: number } = {},
): Promise<void> {
  await askWorker(page, 'saveSettings', { keepFlows: 0, keepDays: 0 });
  await page.evaluate(await bundleFor('test/bench/load/stored-flows.ts', 'stored'));
  const records = madeRecords();
  const newestMs = Date.now() - 2 * 86_400_000;
  // A call of the driver's has a time limit.
  const step = 10_000;
  for (let from = begin; from < count; from += step) {
    const flows = { from, to: Math.min(from + step, count), records, newestMs, rowsOnly };
    await page.evaluate((given) => {
      const { stored } = globalThis as unknown as { stored: typeof InPage };
      return stored.storeFlows(given);
    }, flows);
  }
}

import type { Page } from 'puppeteer-core';
import { type BrowserSession, panelPath } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/**
 * A tab for panels, in which each of them notes when its first row stands there. A browser without a window has no mouse;
 * the panel draws for one.
 */
export async function openWatchedTab({ newPage }: BrowserSession): Promise<Page> {
  const page = await newPage();
  await page.setViewport({ width: 1000, height: 400 });
  await page.evaluateOnNewDocument(() => {
    const seen = globalThis as typeof globalThis & { firstRowMs?: number };
    const { matchMedia: ask } = window;
    window.matchMedia = (query) => ask(query === '(hover: none)' ? 'not all' : query);
    new MutationObserver((_all, watch) => {
      if (!document.querySelector('[data-row]')) return;
      seen.firstRowMs = performance.now();
      watch.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  return page;
}

/**
 * Opens the panel and waits until so many flows are there, or any word of how many.
 *
 * @returns milliseconds from the beginning of the navigation to the first row
 */
export async function openPanel(
  page: Page,
  { extensionOrigin }: BrowserSession,
  flows?: number,
): Promise<number> {
  // A tab behind another one draws nothing.
  await page.bringToFront();
  await page.goto('about:blank');
  await page.goto(extensionOrigin + panelPath, { timeout: 60_000 });
  const all = flows === undefined ? 'flow' : `${new Intl.NumberFormat('en').format(flows)} flow`;
  await poll(
    () =>
      page.evaluate(
        (text) => document.querySelector('.status-line')?.textContent?.includes(text) || undefined,
        all,
      ),
    { awaited: `${all}s in the panel`, timeoutMs: 90_000, intervalMs: 20 },
  );
  return page.evaluate(
    () => (globalThis as typeof globalThis & { firstRowMs?: number }).firstRowMs ?? Number.NaN,
  );
}

import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** The newest tab whose address has some text in it, once there is one. */
export function tabAt(session: BrowserSession, text: string): Promise<Page> {
  return poll(
    async () => (await session.browser.pages()).findLast((page) => page.url().includes(text)),
    { awaited: `a tab at ${text}` },
  );
}

/** Waits until a tab has come to an address with some text in it. */
export function arrival(page: Page, text: string): Promise<string> {
  return poll(async () => (page.url().includes(text) ? page.url() : undefined), {
    awaited: `the tab at ${text}`,
  });
}

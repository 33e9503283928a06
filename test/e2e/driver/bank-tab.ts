import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** The newest tab whose address has some text in it, once there is one. */
export function tabAt(session: BrowserSession, text: string): Promise<Page> {
  return poll(
    async () => {
      for (const page of (await session.browser.pages()).toReversed()) {
        if (page.url().includes(text) && (await isThere(page))) return page;
      }
      return undefined;
    },
    { awaited: `a tab at ${text}` },
  );
}

/** False for what stood in a tab before Firefox moved it to another process, for a page of the extension. */
async function isThere(page: Page): Promise<boolean> {
  return (await page.evaluate('true').catch(() => false)) === true;
}

/** Waits until a tab has come to an address with some text in it. */
export function arrival(page: Page, text: string): Promise<string> {
  return poll(async () => (page.url().includes(text) ? page.url() : undefined), {
    awaited: `the tab at ${text}`,
  });
}

import type { Page } from 'puppeteer-core';
import { poll } from './poll.ts';

/** An expression for any page: whether it is loaded and shows text at an address that starts so. */
export function isDrawnExpression(addressStart: string): string {
  return `location.href.startsWith(${JSON.stringify(addressStart)})
    && document.readyState === 'complete' && document.body.innerText.trim() !== ''`;
}

/** Waits until a page is loaded from an address and shows text. */
export async function untilDrawn(page: Page, url: string): Promise<Page> {
  await poll(async () => (await page.evaluate(isDrawnExpression(url))) === true || undefined, {
    awaited: `${url} to be drawn`,
  });
  return page;
}

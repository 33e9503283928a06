import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';

/** A page of the extension that does nothing by itself. */
export async function openQuietPage({ newPage, extensionOrigin }: BrowserSession): Promise<Page> {
  return newPage(`${extensionOrigin}/src/devtools/devtools.html`);
}

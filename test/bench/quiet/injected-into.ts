import type { CDPSession, Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';

const LIMIT_MS = 15_000;

/**
 * Loads an address anew in a page and gives the bytes that an extension brought along: scripts of extensions in any world
 * of the page, style sheets that were injected, and what of the document and of the window's names is not there in a
 * private window, where the extension is not.
 */
export async function injectedInto(
  { browser }: BrowserSession,
  page: Page,
  url: string,
): Promise<number> {
  const seen = await lookAt(page, url);
  const context = await browser.createBrowserContext();
  try {
    const bare = await lookAt(await context.newPage(), url);
    const names = seen.names.filter((name) => !bare.names.includes(name));
    return seen.brought + Math.max(0, seen.length - bare.length) + names.join('').length;
  } finally {
    await context.close();
  }
}

/** What is in a page once it has loaded. */
async function lookAt(page: Page, url: string) {
  const session = await page.createCDPSession();
  try {
    const broughtBy = await countBrought(session);
    await page.goto(url, { waitUntil: 'load', timeout: LIMIT_MS });
    const found = await page.evaluate(() => ({
      length: document.documentElement.outerHTML.length,
      names: Object.getOwnPropertyNames(globalThis),
    }));
    return { ...found, brought: broughtBy() };
  } finally {
    await session.detach();
  }
}

/** Counts the bytes of scripts and style sheets of extensions from now on, in every frame of this page's process. */
async function countBrought(session: CDPSession): Promise<() => number> {
  const worlds = new Set<number>();
  const scripts: { world: number; url: string; length: number }[] = [];
  let styles = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (isOfExtension(context.origin)) worlds.add(context.id);
  });
  session.on('Debugger.scriptParsed', ({ executionContextId: world, url, length = 0 }) => {
    scripts.push({ world, url, length });
  });
  session.on('CSS.styleSheetAdded', ({ header }) => {
    if (header.origin === 'injected') styles += header.length;
  });
  for (const domain of ['Runtime', 'Debugger', 'DOM', 'CSS'] as const) {
    await session.send(`${domain}.enable`);
  }
  return () =>
    scripts
      .filter(({ world, url }) => worlds.has(world) || isOfExtension(url))
      .reduce((sum, { length }) => sum + length, styles);
}

function isOfExtension(address: string): boolean {
  return address.startsWith('chrome-extension://');
}

import type { Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';

/** Waits until the panel stands in a theme of its own, or in none: `null`. */
export function untilTheme(page: Page, theme: 'light' | 'dark' | null): Promise<true> {
  const look = async () => {
    const found = await page.evaluate(() => document.documentElement.dataset.theme ?? null);
    return found === theme || undefined;
  };
  return poll(look, { awaited: `the theme ${theme}` });
}

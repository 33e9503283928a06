import type { Page } from 'puppeteer-core';

/** What a person's hand has done. */
export interface Clicks {
  count: number;
}

/** Counts every click that the mouse makes in a page from now on, those that missed among them. */
export function countClicks(page: Page, clicks: Clicks = { count: 0 }): Clicks {
  const { mouse } = page;
  const click = mouse.click.bind(mouse);
  mouse.click = async (...place) => {
    clicks.count += 1;
    await click(...place);
  };
  return clicks;
}

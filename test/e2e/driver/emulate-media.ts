import type { CDPSession, Page } from 'puppeteer-core';

/** A page forgets what it was told by a session that is gone, and two sessions contradict one another. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Has a page in Chromium take these media features, by the names that style sheets ask for; puppeteer knows some only. */
export async function emulateMedia(
  page: Page,
  media: Readonly<Record<string, string>>,
): Promise<void> {
  const opened = sessions.get(page) ?? page.createCDPSession();
  sessions.set(page, opened);
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await (await opened).send('Emulation.setEmulatedMedia', { features });
}

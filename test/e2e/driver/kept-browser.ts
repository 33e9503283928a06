import type { BrowserKind } from '../../../scripts/browser/browser-places.ts';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { chromiumSession, launchChromium } from '../../../scripts/browser/launch-chromium.ts';
import { firefoxSession, launchFirefox } from '../../../scripts/browser/launch-firefox.ts';

/** The browsers that wait for the next test file: starting one takes seconds. They end with this process. */
const kept = new Map<BrowserKind, BrowserSession>();

/**
 * A browser with nothing in it but the extension of a folder: the one that an earlier test file left behind, or a new
 * one. Closing the session takes the extension out, and with it whatever it stored, and keeps the browser.
 */
export async function openKeptBrowser(
  kind: BrowserKind,
  launch: { executablePath: string; extensionDir: string; headless: boolean },
): Promise<BrowserSession> {
  const left = kept.get(kind);
  // Whoever comes in the meantime starts one of his own.
  kept.delete(kind);
  const session = left?.browser.connected
    ? await installedIn(left, launch.extensionDir)
    : await (kind === 'firefox' ? launchFirefox(launch) : launchChromium(launch));
  return { ...session, close: () => leave(session) };
}

async function installedIn(
  { kind, browser, version, close }: BrowserSession,
  extensionDir: string,
): Promise<BrowserSession> {
  const id = await browser.installExtension(extensionDir);
  const sessionOf = kind === 'firefox' ? firefoxSession : chromiumSession;
  return sessionOf(browser, id, version, close);
}

async function leave(session: BrowserSession): Promise<void> {
  const { kind, browser, extensionId } = session;
  if (!browser.connected || kept.has(kind)) return session.close();
  const blank = await browser.newPage();
  for (const page of await browser.pages()) {
    if (page !== blank) await page.close();
  }
  await browser.uninstallExtension(extensionId);
  const context = browser.defaultBrowserContext();
  await context.deleteCookie(...(await context.cookies()));
  kept.set(kind, session);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../../../scripts/browser/browser-places.ts';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { findBrowser } from '../../../scripts/browser/find-browser.ts';
import { launchChromium } from '../../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../../scripts/browser/launch-firefox.ts';
import { copyWithHosts } from '../../../scripts/browser/test-copy.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { PanelDriver } from './panel-driver.ts';

/** Hosts that a headless run is granted beforehand, since nobody can press Allow there. */
export const PRACTICE_HOSTS = ['http://*.localhost/*'];

/** A practice bank and, beside it, a browser with the built extension. */
export interface BankAndBrowser {
  bank: PracticeBank;
  session: BrowserSession;
  close(): Promise<void>;
}

/** The same with the panel in a tab of its own. */
export interface Harness extends BankAndBrowser {
  panel: PanelDriver;
  panelPage: Page;
  /** as before the first test: the bank forgets all, every tab but the panel's is closed */
  reset(): Promise<void>;
}

/** Starts both without a window; the extension is granted the practice bank's hosts beforehand, or others. */
export async function openBankAndBrowser(
  kind: BrowserKind,
  hosts: readonly string[] = PRACTICE_HOSTS,
): Promise<BankAndBrowser> {
  const found = await findBrowser(kind);
  if (!found) throw new Error(`no ${kind} on this machine`);
  const bank = await startPracticeBank();
  const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-e2e-'));
  const built = kind === 'firefox' ? 'dist/firefox' : 'dist/chrome';
  await copyWithHosts(built, folder, hosts);
  const options = { executablePath: found.executablePath, extensionDir: folder, headless: true };
  const session = await (kind === 'firefox' ? launchFirefox(options) : launchChromium(options));
  return {
    bank,
    session,
    async close() {
      await session.close();
      await bank.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function openHarness(kind: BrowserKind): Promise<Harness> {
  const opened = await openBankAndBrowser(kind);
  const { bank, session } = opened;
  const panelPage = await session.openPanelTab();
  return {
    ...opened,
    panel: new PanelDriver(panelPage),
    panelPage,
    async reset() {
      bank.control.reset();
      for (const page of await session.browser.pages()) {
        if (page !== panelPage) await page.close();
      }
    },
  };
}

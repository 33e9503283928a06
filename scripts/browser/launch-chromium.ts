import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type BrowserSession, type ChromiumLaunchOptions, panelPath } from './browser-session.ts';
import { type ChromiumCertificates, prepareChromiumCertificates } from './chromium-certificates.ts';
import { isChromiumWorkerRunning, stopChromiumWorker } from './chromium-worker.ts';
import { untilDrawn } from './drawn-page.ts';
import { createThrowawayProfile, writeChromiumPreferences } from './throwaway-profile.ts';

const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Chromium's flags for a run: its sandbox cannot be had as root, and only then is given up. */
export function chromiumArguments(userId: number | undefined, extra: readonly string[]): string[] {
  return [...quietFlags, ...(userId === 0 ? ['--no-sandbox'] : []), ...extra];
}

async function openPage(browser: Browser, url?: string): Promise<Page> {
  const page = await browser.newPage();
  if (url !== undefined) await page.goto(url);
  return page;
}

/** Starts Chrome, Chromium, Edge or Brave with the extension installed. */
export async function launchChromium(options: ChromiumLaunchOptions): Promise<BrowserSession> {
  const profile = createThrowawayProfile('chromium');
  writeChromiumPreferences(profile.folder, options.devtoolsDock ?? 'undocked');
  const clean = async () => {
    certificates?.remove();
    await profile.remove();
  };
  let certificates: ChromiumCertificates | undefined;
  let browser: Browser | undefined;
  try {
    if (options.certificates !== undefined) {
      certificates = await prepareChromiumCertificates(profile.folder, options.certificates);
    }
    const args = [...(certificates?.args ?? []), ...(options.args ?? [])];
    browser = await puppeteer.launch({
      browser: 'chrome',
      executablePath: options.executablePath,
      headless: options.headless,
      // Only over a pipe does Chromium let a driver install an unpacked extension.
      pipe: true,
      enableExtensions: true,
      userDataDir: profile.folder,
      args: chromiumArguments(process.geteuid?.(), args),
      env: { ...process.env, ...certificates?.env, ...options.env },
      defaultViewport: options.viewport ?? null,
      acceptInsecureCerts: options.untrustedCertificates === 'accept',
    });
    const id = await browser.installExtension(resolve(options.extensionDir));
    const running = browser;
    return chromiumSession(browser, id, await browser.version(), async () => {
      await running.close();
      await clean();
    });
  } catch (error) {
    await browser?.close();
    await clean();
    throw error;
  }
}

/** The session of an extension that is installed in a running Chromium. */
export function chromiumSession(
  browser: Browser,
  extensionId: string,
  version: string,
  close: () => Promise<void>,
): BrowserSession {
  const extensionOrigin = `chrome-extension://${extensionId}`;
  return {
    kind: 'chromium',
    browser,
    version,
    extensionId,
    extensionOrigin,
    newPage: (url) => openPage(browser, url),
    async openPanelTab() {
      const page = await openPage(browser, extensionOrigin + panelPath);
      return untilDrawn(page, extensionOrigin + panelPath);
    },
    stopWorker: () => stopChromiumWorker(browser, extensionOrigin),
    isWorkerRunning: async () => isChromiumWorkerRunning(browser, extensionOrigin),
    close,
  };
}

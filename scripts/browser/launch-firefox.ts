import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { z } from 'zod';
import { type BrowserSession, type FirefoxLaunchOptions, panelPath } from './browser-session.ts';
import { untilDrawn } from './drawn-page.ts';
import {
  firefoxCertificatePreferences,
  importFirefoxCertificates,
} from './firefox-certificates.ts';
import { isEventPageRunning, stopEventPage } from './firefox-event-page.ts';
import { createThrowawayProfile } from './throwaway-profile.ts';

// Given beforehand, so that the address of the extension's pages is known and the same each time.
const extensionUuid = '6f0c2c58-4a7e-4c55-9a54-0d5b1b7c2e11';
const extensionOrigin = `moz-extension://${extensionUuid}`;

const manifestSchema = z.object({
  browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }),
});

function readAddonId(extensionDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  return manifestSchema.parse(manifest).browser_specific_settings.gecko.id;
}

/** Firefox's preferences for a run. */
export function firefoxPreferences(
  addonId: string,
  options: Pick<
    FirefoxLaunchOptions,
    'idleTimeoutMs' | 'permissionPrompts' | 'prefs' | 'certificates'
  >,
): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: extensionUuid }),
    // Else an add-on that is installed a second time stands at another address.
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.webextOptionalPermissionPrompts': options.permissionPrompts !== 'grant',
    ...(options.idleTimeoutMs === undefined
      ? {}
      : { 'extensions.background.idle.timeout': options.idleTimeoutMs }),
    ...firefoxCertificatePreferences(options.certificates ?? {}),
    ...options.prefs,
  };
}

async function openPage(browser: Browser, url?: string): Promise<Page> {
  const page = await browser.newPage();
  if (url?.startsWith('moz-extension:')) {
    // Firefox 153 moves such a page to another process, and `load` is never heard of again.
    await page.goto(url, { waitUntil: [] });
    return untilDrawn(page, url);
  }
  if (url !== undefined) await page.goto(url);
  return page;
}

/** Starts Firefox with the extension installed for as long as it runs. */
export async function launchFirefox(options: FirefoxLaunchOptions): Promise<BrowserSession> {
  const extensionDir = resolve(options.extensionDir);
  const addonId = readAddonId(extensionDir);
  const profile = createThrowawayProfile('firefox');
  let browser: Browser | undefined;
  try {
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: options.executablePath,
      headless: options.headless,
      userDataDir: profile.folder,
      // Without it neither extension pages nor the toolbox can be driven.
      args: ['--remote-allow-system-access', ...(options.args ?? [])],
      env: { ...process.env, ...options.env },
      extraPrefsFirefox: firefoxPreferences(addonId, options),
      defaultViewport: options.viewport ?? null,
      acceptInsecureCerts: options.untrustedCertificates === 'accept',
    });
    if (options.certificates !== undefined) {
      await importFirefoxCertificates(browser, profile.folder, options.certificates);
    }
    await browser.installExtension(extensionDir);
    const running = browser;
    return firefoxSession(browser, addonId, await browser.version(), async () => {
      await running.close();
      await profile.remove();
    });
  } catch (error) {
    await browser?.close();
    await profile.remove();
    throw error;
  }
}

/** The session of an add-on that is installed in a running Firefox. */
export function firefoxSession(
  browser: Browser,
  addonId: string,
  version: string,
  close: () => Promise<void>,
): BrowserSession {
  return {
    kind: 'firefox',
    browser,
    version,
    extensionId: addonId,
    extensionOrigin,
    newPage: (url) => openPage(browser, url),
    openPanelTab: () => openPage(browser, extensionOrigin + panelPath),
    stopWorker: () => stopEventPage(browser, addonId),
    isWorkerRunning: () => isEventPageRunning(browser, addonId),
    close,
  };
}

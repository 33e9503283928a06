import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../../../scripts/browser/browser-places.ts';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import type { ProfileCertificates } from '../../../scripts/browser/certificates.ts';
import { findBrowser } from '../../../scripts/browser/find-browser.ts';
import { launchChromium } from '../../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../../scripts/browser/launch-firefox.ts';
import { copyWithHosts } from '../../../scripts/browser/test-copy.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { TlsSide } from '../../practice-bank/tls/tls-side.ts';
import { addControlsRecorder, writeControls } from '../controls/controls-record.ts';
import { openKeptBrowser } from './kept-browser.ts';
import { setPolicy } from './managed-policy.ts';
import { PanelDriver } from './panel-driver.ts';

/** Hosts that a headless run is granted beforehand, since nobody can press Allow there. */
export const PRACTICE_HOSTS = ['http://*.localhost/*'];
const TLS_HOSTS = ['https://*.localhost/*', 'https://*.invalid/*'];

/** What a run has beyond the ordinary. */
export interface HarnessOptions {
  /** Host patterns that the extension is granted beforehand; the practice bank's unless said. */
  hosts?: readonly string[];
  /** Optional permissions that the extension has from the start, since nobody can press Allow. */
  permissions?: readonly string[];
  /** What Chromium speaks, e.g. `fr`; Firefox needs a language pack for that. */
  language?: string;
  /** What is done to the copy of the built extension before the browser loads it. */
  change?: (folder: string) => Promise<void>;
  /** Opens the bank's https half, grants its hosts and has the browser trust its authority. */
  tls?: boolean;
  /** What an organisation has set for the extension. */
  policy?: Readonly<Record<string, unknown>>;
  /** Puts this client certificate into the browser; with `tls` only. */
  clientCertificate?: {
    name: keyof TlsSide['clientCertificates'];
    choice: 'automatic' | 'by_hand';
  };
}

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

/** Starts both without a window; the extension is granted the practice bank's hosts beforehand. */
export async function openBankAndBrowser(
  kind: BrowserKind,
  options: HarnessOptions = {},
): Promise<BankAndBrowser> {
  const found = await findBrowser(kind);
  if (!found) throw new Error(`no ${kind} on this machine`);
  const bank = await startPracticeBank({ tls: options.tls === true });
  const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-e2e-'));
  const built = kind === 'firefox' ? 'dist/firefox' : 'dist/chrome';
  const hosts = options.hosts ?? PRACTICE_HOSTS;
  await copyWithHosts(
    built,
    folder,
    [...hosts, ...(bank.tls ? TLS_HOSTS : [])],
    options.permissions,
  );
  // In another language the controls have other names.
  if (!options.language && !options.change) await addControlsRecorder(folder);
  const policy = options.policy && setPolicy(kind, folder, options.policy);
  await options.change?.(folder);
  const own = {
    ...languageOf(options),
    ...(policy && { env: policy.env }),
    ...certificatesFor(bank, options),
  };
  const launch = { executablePath: found.executablePath, extensionDir: folder, headless: true };
  const isOrdinary = Object.keys(own).length === 0;
  const session = isOrdinary
    ? await openKeptBrowser(kind, launch)
    : await (kind === 'firefox' ? launchFirefox : launchChromium)({ ...launch, ...own });
  return {
    bank,
    session,
    async close() {
      await writeControls(session);
      await session.close();
      policy?.remove();
      await bank.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Chromium takes its language from the environment on Linux, and from its command line elsewhere. */
function languageOf({ language }: HarnessOptions) {
  return language === undefined
    ? {}
    : { args: [`--lang=${language}`], env: { LANGUAGE: language } };
}

function certificatesFor(
  { tls }: PracticeBank,
  { clientCertificate }: HarnessOptions,
): { certificates?: ProfileCertificates } {
  if (tls === undefined) return {};
  const { name, choice } = clientCertificate ?? {};
  const client =
    name === undefined || choice === undefined
      ? undefined
      : { ...tls.clientCertificates[name], choice };
  return { certificates: { authority: tls.authority, client } };
}

export async function openHarness(
  kind: BrowserKind,
  options: HarnessOptions = {},
): Promise<Harness> {
  const opened = await openBankAndBrowser(kind, options);
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

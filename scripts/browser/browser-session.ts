import type { Browser, Page } from 'puppeteer-core';
import type { BrowserKind } from './browser-places.ts';
import type { ProfileCertificates } from './certificates.ts';
import type { DevToolsDock } from './throwaway-profile.ts';

/** A running browser with the extension in it and a profile that goes when it is closed. */
export interface BrowserSession {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  /** As the browser says it, for example `Chrome/156.0.8078.79`. */
  readonly version: string;
  /** The id the browser knows the extension by: its own in Chromium, the manifest's in Firefox. */
  readonly extensionId: string;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`, without a slash at the end. */
  readonly extensionOrigin: string;
  /** A new tab, loaded when an address is given. */
  newPage(url?: string): Promise<Page>;
  /** The panel as an ordinary tab, drawn and ready for clicks. */
  openPanelTab(): Promise<Page>;
  /** Ends the worker (in Firefox the event page) as idleness would; the next event starts it anew. */
  stopWorker(): Promise<void>;
  /** Whether the worker or event page is running now. */
  isWorkerRunning(): Promise<boolean>;
  /** Closes the browser and removes its profile; safe to call twice. */
  close(): Promise<void>;
}

/** What both browsers need to be started. */
interface LaunchOptions {
  executablePath: string;
  /** Folder of the built extension. */
  extensionDir: string;
  headless: boolean;
  /** Further command line arguments. */
  args?: readonly string[];
  /** Variables to set besides those of this process, such as `DISPLAY` or `HOME`. */
  env?: Readonly<Record<string, string>>;
  /** Size of every page; `null` lets pages follow their window. */
  viewport?: { width: number; height: number } | null;
  /** How certificates no authority vouches for are taken; refused unless said. */
  untrustedCertificates?: 'accept' | 'refuse';
  /** What the profile trusts and owns besides its browser's own certificates. */
  certificates?: ProfileCertificates;
}

export interface ChromiumLaunchOptions extends LaunchOptions {
  /** Undocked unless said, so that a screenshot of DevTools shows all of them. */
  devtoolsDock?: DevToolsDock;
}

export interface FirefoxLaunchOptions extends LaunchOptions {
  /** Milliseconds without work after which the event page ends; Firefox's own 30 s unless said. */
  idleTimeoutMs?: number;
  /** Whether a request for an optional permission asks or is granted at once; asks unless said. */
  permissionPrompts?: 'ask' | 'grant';
  prefs?: Readonly<Record<string, string | number | boolean>>;
}

/** Where the panel's page is in the built extension. */
export const panelPath = '/src/panel/panel.html';

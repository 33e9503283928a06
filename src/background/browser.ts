/** The one file of the worker that knows the browser's extension API. */
import browser from 'webextension-polyfill';

export const { storage, runtime, webNavigation, webRequest, permissions, tabs, action, alarms } =
  browser;

/** `undefined` in Firefox, where nothing of ours ever runs in pages. */
export const scripting: typeof browser.scripting | undefined = browser.scripting;

/** Firefox applies rules before a service worker sees a navigation; Chromium after. */
export const isFirefox = browser.runtime.getURL('').startsWith('moz-');

/** The start of every address of ours. */
export function extensionOrigin(): string {
  return browser.runtime.getURL('');
}

/** May the worker call this address without the browser's cross-origin rules in the way? */
export function mayReach(address: string): Promise<boolean> {
  const { protocol, hostname } = new URL(address);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

/** Tells every open panel. Nobody may be listening; that is fine. */
export async function tellPanels(message: unknown): Promise<void> {
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // No panel is open.
  }
}

/** The part of declarativeNetRequest that is used; the polyfill hands it through untyped. */
interface SessionRules {
  getSessionRules(): Promise<{ id: number; condition: { regexFilter?: string } }[]>;
  updateSessionRules(change: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

export const sessionRules = (browser as typeof browser & { declarativeNetRequest: SessionRules })
  .declarativeNetRequest;

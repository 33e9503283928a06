/** The one file of the worker that knows the browser's extension API. */
import type { Browser } from 'webextension-polyfill';
import type { MessageSender } from './message-router.ts';

const names = globalThis as unknown as Record<'browser' | 'chrome', Browser>;
const browser = names.browser ?? names.chrome;

export const { storage, runtime, webNavigation, webRequest, permissions, tabs, action, alarms } =
  browser;

/** `undefined` in Firefox, where nothing of ours ever runs in pages. */
export const scripting: typeof browser.scripting | undefined = browser.scripting;

/** `undefined` until the person lets us notify. */
export function notifications(): typeof browser.notifications | undefined {
  return browser.notifications;
}

/** A sentence that stands in the message file by its name; most are packed, for the panel. */
export function say(name: string, facts: string[] = []): string {
  return browser.i18n.getMessage(name, facts);
}

/** Firefox applies rules before a service worker sees a navigation; Chromium after. */
export const isFirefox = browser.runtime.getURL('').startsWith('moz-');

/** The start of every address of ours. */
export function extensionOrigin(): string {
  return browser.runtime.getURL('');
}

/** May the worker call this address without the browser's cross-origin rules in the way? Rejects for schemes of apps. */
export async function mayReach(address: string): Promise<boolean> {
  const { protocol, hostname } = new URL(address);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

/**
 * Answers messages that `answer` has a promise for, and leaves the others alone. The reply says whether that
 * promise was kept: the way by `sendResponse` works in every browser, but carries no rejection.
 */
export function onPanelMessage(
  answer: (message: unknown, sender: MessageSender) => Promise<unknown> | undefined,
): void {
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    const answered = answer(message, sender);
    answered?.then(
      (value) => sendResponse({ ok: true, value }),
      (fault: unknown) => sendResponse({ ok: false, error: String(fault) }),
    );
    // Chrome keeps the channel open for `true`; for a promise only in versions above our lowest.
    return (answered !== undefined) as true;
  });
}

/** Tells every open panel. Nobody may be listening; that is fine. */
export async function tellPanels(message: unknown): Promise<void> {
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // No panel is open.
  }
}

/** Where tabs stand: `webNavigation` tells it, also of hosts that were not granted. */
export const tabPlaces = {
  tabIds: async () => (await browser.tabs.query({})).flatMap(({ id }) => id ?? []),
  place: (tabId: number) => browser.webNavigation.getFrame({ tabId, frameId: 0 }),
};

/** The part of declarativeNetRequest that is used; which the types leave out. */
interface SessionRules {
  getSessionRules(): Promise<{ id: number; condition: { regexFilter?: string } }[]>;
  updateSessionRules(change: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

export const sessionRules = (browser as typeof browser & { declarativeNetRequest: SessionRules })
  .declarativeNetRequest;

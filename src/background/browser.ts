/** The one file of the worker that knows the browser's extension API. */
import browser, { type Runtime } from 'webextension-polyfill';

export const { storage, runtime, webNavigation, webRequest, permissions, tabs, action } = browser;

/** The start of every address of ours. */
export function extensionOrigin(): string {
  return browser.runtime.getURL('');
}

/** May the worker call this address without the browser's cross-origin rules in the way? */
export function mayReach(address: string): Promise<boolean> {
  const { protocol, hostname } = new URL(address);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

const ports = new Set<Runtime.Port>();

/** Lets panels that cannot hear messages (Firefox's DevTools) listen on a port. Call at top level. */
export function acceptPorts(isOurs: (sender: Runtime.MessageSender) => boolean): void {
  browser.runtime.onConnect.addListener((port) => {
    if (!port.sender || !isOurs(port.sender)) return port.disconnect();
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
  });
}

/** Tells every open panel. Nobody may be listening; that is fine. */
export async function tellPanels(message: unknown): Promise<void> {
  for (const port of ports) port.postMessage(message);
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // No panel is open.
  }
}

/** The part of declarativeNetRequest that is used; the polyfill hands it through untyped. */
interface SessionRules {
  updateSessionRules(change: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

export const sessionRules = (browser as typeof browser & { declarativeNetRequest: SessionRules })
  .declarativeNetRequest;

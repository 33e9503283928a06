import { isFirefox, runtime, tabs } from '../browser.ts';

const HELD_PAGE = '/src/panel/held/held.html';

/**
 * Shows that an answer is held, or sends a posted one on. The address names the flow and nothing else.
 *
 * @param about the flow's id; with `/send` behind it, the page posts what was released
 */
export function showHeldPage(about: string, tabId: number): Promise<void> {
  return openAddress(`${runtime.getURL(HELD_PAGE)}#${about}`, tabId);
}

/** A tab that is still there, or an empty one in its place. */
export async function standingTab(tabId: number | undefined): Promise<number> {
  const found = tabId === undefined ? undefined : await tabs.get(tabId).catch(() => undefined);
  const { id = -1 } = found ?? (await tabs.create({ url: 'about:blank', active: true }));
  return id;
}

/** Sends a tab to an address. A tab that was closed in the meantime is left alone. */
export async function openAddress(url: string, tabId: number): Promise<void> {
  // Firefox can take the blocked page out of the tab's history.
  await tabs.update(tabId, isFirefox ? { url, loadReplace: true } : { url }).catch(() => undefined);
}

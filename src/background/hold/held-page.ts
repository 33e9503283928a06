import { isFirefox, runtime, tabs } from '../browser.ts';

const HELD_PAGE = '/src/panel/held/held.html';

/**
 * Shows that an answer is held, or sends a posted one on. The address names the flow and nothing else.
 *
 * @param about the flow's id; with `/send` behind it, the page posts what was released
 */
export function showHeldPage(about: string, tabId: number | undefined): Promise<void> {
  return openAddress(`${runtime.getURL(HELD_PAGE)}#${about}`, tabId);
}

/** Sends a tab to an address, or a new one where the tab has gone. */
export async function openAddress(url: string, tabId: number | undefined): Promise<void> {
  // Firefox can take the blocked page out of the tab's history.
  const update = isFirefox ? { url, loadReplace: true } : { url };
  const gone = tabId === undefined || !(await tabs.update(tabId, update).catch(() => undefined));
  if (gone) await tabs.create({ url, active: true });
}

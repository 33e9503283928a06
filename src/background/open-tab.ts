import type { Destination } from '../contract/requests.ts';
import { tabs } from './browser.ts';

/**
 * Opens an authorization URL. The flow is told its tab before the tab leaves for the bank: a bank that
 * approves by itself answers within milliseconds. Nothing opens when the person only copies the URL.
 */
export async function openTab(
  destination: Destination,
  url: string,
  beforeLeaving: (tabId: number | undefined) => Promise<unknown>,
): Promise<void> {
  if (destination.kind === 'copied') {
    await beforeLeaving(undefined);
    return;
  }
  const tabId =
    destination.kind === 'inspected_tab'
      ? destination.tabId
      : (await tabs.create({ url: 'about:blank', active: true })).id;
  await beforeLeaving(tabId);
  if (tabId !== undefined) await tabs.update(tabId, { url });
}

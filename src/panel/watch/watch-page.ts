import type { PageRequest } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { followRequests } from './follow-requests.ts';

/** Firefox tells of a page before the redirect to it: what comes within this time is put in order. */
const SETTLE_MS = 200;

/** Rebuilds the flows that a page runs from its requests, as long as the switch for it is on. */
export function watchPage(store: PanelStore, tabId: number): (request: PageRequest) => void {
  const follower = followRequests(store.client, { name: String(tabId), tabId });
  let settling: PageRequest[] = [];
  let queue = Promise.resolve();
  return (request) => {
    if (!store.settings.value.watch) return;
    if (settling.push(request) > 1) return;
    setTimeout(() => {
      const settled = settling;
      settling = [];
      // One entry that cannot be told must not end the watch.
      queue = queue
        .then(() => follower.take(settled))
        .catch((fault: unknown) => reportError(fault));
    }, SETTLE_MS);
  };
}

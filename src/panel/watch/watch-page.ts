import { readHarEntry } from '../../core/watch/seen-request.ts';
import type { PageRequest } from '../browser.ts';
import { isShown } from '../shown.ts';
import type { PanelStore } from '../store.ts';
import { followRequests } from './follow-requests.ts';

/** Browsers tell of requests as they end: for this long one that began earlier may still be told. */
const SETTLE_MS = 200;

interface Waiting {
  request: PageRequest;
  startedMs: number;
}

/** Rebuilds the flows that a page runs from its requests, as long as the switch for it is on. */
export function watchPage(store: PanelStore, tabId: number): (request: PageRequest) => void {
  const client: PanelStore['client'] = {
    ...store.client,
    async ask(name, params) {
      // A panel that nobody sees is not told that the switch was turned off in another one.
      if (!isShown.value && name === 'reportWatched') await store.readSettings();
      if (!store.settings.value.watch) throw new Error('the switch is off');
      return store.client.ask(name, params);
    },
  };
  const follower = followRequests(client, { name: String(tabId), tabId });
  let waiting: Waiting[] = [];
  let queue = Promise.resolve();

  /** Takes one that has waited, and before it those that began earlier, however late they were told. */
  function settle({ startedMs }: Waiting): void {
    const due = waiting.filter((one) => one.startedMs <= startedMs);
    if (due.length === 0) return;
    waiting = waiting.filter((one) => one.startedMs > startedMs);
    // One entry that cannot be told must not end the watch.
    queue = queue
      .then(() => follower.take(due.map(({ request }) => request)))
      .catch((fault: unknown) => {
        if (store.settings.value.watch) reportError(fault);
      });
  }

  return (request) => {
    if (!store.settings.value.watch) return;
    const startedMs = readHarEntry(request.entry)?.atMs;
    if (startedMs === undefined) return;
    const one = { request, startedMs };
    waiting.push(one);
    setTimeout(() => settle(one), SETTLE_MS);
  };
}

import { effect } from '@preact/signals';
import { mayBeginFlow } from '../../core/watch/may-begin-flow.ts';
import { readHarEntry } from '../../core/watch/seen-request.ts';
import { inspectedTabId, onPageRequest, type PageRequest } from '../browser.ts';
import type { PanelStore } from '../store.ts';

/**
 * Watches the inspected page while the switch for it is on, from the panel's first showing. The code that
 * does so is read when it is first on. What happened while it was off is not asked for.
 */
export function watchWhenOn(store: PanelStore): void {
  const tabId = inspectedTabId();
  if (tabId === undefined) return;
  let isFirst = true;
  const stop = effect(() => {
    // Settings are known once the flows are.
    if (!store.flows.value) return;
    const past = isFirst;
    isFirst = false;
    if (!store.settings.value.watch) return;
    queueMicrotask(() => stop());
    onPageRequest(watchFromFirst(store, tabId), past);
  });
}

/** Most pages run no flow: what watches is read with the first request that may begin one. */
function watchFromFirst(store: PanelStore, tabId: number): (request: PageRequest) => void {
  let watching: Promise<(request: PageRequest) => void> | undefined;
  return (request) => {
    const seen = !watching && store.settings.value.watch && readHarEntry(request.entry);
    if (seen && mayBeginFlow(seen)) {
      watching = import('../screens.ts').then(({ watchPage }) => watchPage(store, tabId));
    }
    void watching?.then((watch) => watch(request));
  };
}

import { effect } from '@preact/signals';
import { inspectedTabId, onPageRequest } from '../browser.ts';
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
    void import('../screens.ts').then(({ watchPage }) =>
      onPageRequest(watchPage(store, tabId), past),
    );
  });
}

import { render } from 'preact';
import { App } from './App.tsx';
import { createBackgroundClient } from './background-client.ts';
import { inspectedTabId, onPageVisit, onWorkerMessage, sendToWorker } from './browser.ts';
import { panelClock, tickWhileShown } from './clock.ts';
import { loadPersistently } from './connection.ts';
import { watchPages } from './flows/watch-pages.ts';
import { answerRecordings, RECORDING } from './recorder/recordings.ts';
import { hearDrops } from './records/hear-drops.ts';
import { createPanelStore, type PanelStore } from './store.ts';
import { StoreContext } from './store-context.ts';
import { followTheme } from './theme.ts';
import { watchWhenOn } from './watch/watch-when-on.ts';

/** Draws the panel and keeps it in step with the worker. */
function openPanel(): void {
  const client = createBackgroundClient({ send: sendToWorker, onMessage: onWorkerMessage });
  const store = createPanelStore(client, panelClock);

  followTheme(store.settings);
  watchPages(store, onPageVisit);
  watchWhenOn(store);
  hearDrops(store);
  tickWhileShown(store.tick, inspectedTabId() !== undefined);
  const reconnecting = loadPersistently(async () => {
    await store.load();
    await showNamedFlow(store);
  });

  const root = document.getElementById('panel');
  if (!root) return;
  render(
    <StoreContext.Provider value={store}>
      <App reconnecting={reconnecting} />
    </StoreContext.Provider>,
    root,
  );
}

/** A notification that is pressed opens the panel at its flow. */
async function showNamedFlow(store: PanelStore): Promise<void> {
  const named = location.hash.slice(1);
  const isListed = store.flows.value?.some(({ flowId }) => flowId === named);
  if (isListed && !store.selectedFlowId.value) await store.selectFlow(named);
}

// The DevTools page asks a panel that nobody sees to turn a recording into a flow.
if (location.hash === RECORDING) answerRecordings();
else openPanel();

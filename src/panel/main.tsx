import './ask-first.ts';
import { computed } from '@preact/signals';
import { render } from 'preact';
import { App } from './App.tsx';
import { createBackgroundClient } from './background-client.ts';
import { loadBankTexts } from './bank-texts.ts';
import { inspectedTabId, onWorkerMessage } from './browser.ts';
import { panelClock, tickWhileShown } from './clock.ts';
import { loadPersistently } from './connection.ts';
import { hearSearch } from './find/find-state.ts';
import { FINDING } from './findings/finding-address.ts';
import { sendOrTakeFirst } from './first-answers.ts';
import { watchLandings } from './flows/watch-landings.ts';
import { isAwaited, watchPages } from './flows/watch-pages.ts';
import { hearKeys } from './keys/hear-keys.ts';
import { followLanguage } from './language.ts';
import { patientReads } from './patient-reads.ts';
import { answerRecordings, RECORDING } from './recorder/recordings.ts';
import { hearDrops } from './records/hear-drops.ts';
import { restful } from './restful-ears.ts';
import { followShown } from './shown.ts';
import { createPanelStore, type PanelStore } from './store.ts';
import { StoreContext } from './store-context.ts';
import { onLanding, onPageVisit } from './tab-pages.ts';
import { followTheme } from './theme.ts';
import { watchWhenOn } from './watch/watch-when-on.ts';

/** A panel that nobody sees draws no frames: so long it is waited for one, in milliseconds. */
const UNSEEN_MS = 250;
/** A list that comes by then is drawn with all around it: to draw that before takes longer, and flickers. In milliseconds. */
const SOON_MS = 50;
/** So long the work of drawing may go on before what follows it begins all the same, in milliseconds. */
const BUSY_MS = 100;

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the list is drawn and nothing else is to be done, or would be drawn if the panel were shown. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: BUSY_MS }));
    setTimeout(resolve, UNSEEN_MS);
  });
}

/** Draws the panel and keeps it in step with the worker. */
function openPanel(root: Element): void {
  const insideDevtools = inspectedTabId() !== undefined;
  followShown(insideDevtools);
  const { send, reconnecting: rereading, unreadable } = patientReads(sendOrTakeFirst);
  const wire = restful({ send, onMessage: onWorkerMessage });
  const client = createBackgroundClient(wire);
  const store = createPanelStore(client, panelClock, drawn);

  void loadBankTexts();
  followLanguage();
  followTheme(store.settings);
  watchWhenOn(store);
  hearDrops(store);
  hearSearch();
  hearKeys(document.documentElement);
  tickWhileShown(store.tick);
  // The pages of a flow that waits are told to the worker by whoever sees them.
  wire.restWhileHidden(
    () => store.flows.value?.some((flow) => isAwaited(flow, store.nowMs.peek())) === false,
    () => void store.load().catch(() => undefined),
  );
  const loading = loadPersistently(async () => {
    await store.load();
    await showNamedFlow(store);
  });

  const reconnecting = computed(() => loading.value || rereading.value);

  const draw = () =>
    render(
      <StoreContext.Provider value={store}>
        <App reconnecting={reconnecting} unreadable={unreadable} />
      </StoreContext.Provider>,
      root,
    );
  const listed = new Promise((resolve) =>
    store.flows.subscribe((flows) => flows && resolve(flows)),
  );
  void Promise.race([listed, passed(SOON_MS)]).then(draw);
  // To begin to hear takes a while, and before that no flow is known that waits for a page.
  void listed.then(drawn).then(() => {
    watchPages(store, onPageVisit);
    watchLandings(store, onLanding);
  });
}

/** A notification that is pressed opens the panel at its flow. */
async function showNamedFlow(store: PanelStore): Promise<void> {
  const named = location.hash.slice(1);
  if (!named || store.selectedFlowId.value) return;
  // It may stand further down than what is listed yet.
  const { events } = await store.client.ask('readFlow', { flowId: named });
  if (events.length > 0) await store.selectFlow(named);
}

// The DevTools page asks a panel that nobody sees to turn a recording into a flow.
const place = document.getElementById('panel');
if (location.hash === RECORDING) answerRecordings();
else if (place && location.hash.startsWith(FINDING))
  void import('./screens.ts').then(({ showFinding }) => showFinding(place));
else if (place) openPanel(place);

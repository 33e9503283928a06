import * as z from 'zod/mini';
import type { WorkerEvent } from '../contract/events.ts';
import type { Effects } from '../engine/effects.ts';
import { FlowEngine } from '../engine/flow-engine.ts';
import { createSender } from '../engine/http-sender.ts';
import {
  action,
  extensionOrigin,
  mayReach,
  runtime,
  storage,
  tabs,
  tellPanels,
} from './browser.ts';
import { captureNavigations } from './capture/navigation-capture.ts';
import { answerProtocol } from './exchange/answer-protocol.ts';
import { NetworkReasons } from './exchange/network-reason.ts';
import { setOwnHeaders } from './exchange/request-headers.ts';
import { createHandlers } from './handlers.ts';
import { type MessageSender, routeMessage } from './message-router.ts';
import { openTab } from './open-tab.ts';
import { ClientStore } from './storage/client-store.ts';
import { openFlowDatabase } from './storage/database.ts';
import { FlowJournal } from './storage/flow-journal.ts';
import { ProfileStore } from './storage/profile-store.ts';
import { loadFingerprintKey, SessionVault } from './storage/session-vault.ts';
import { SettingsStore } from './storage/settings-store.ts';

// zod's compiled parsers need `new Function`, which an extension's content security policy refuses.
z.config({ jitless: true });

const TIME_LIMIT_MS = 20_000;
const SIZE_LIMIT = 1_048_576;
/** Longer than the panel offers to undo a clearing. */
const UNDO_MS = 15_000;
const PANEL_PAGE = '/src/panel/panel.html';

const clock = { nowMs: () => Date.now() };
const randomId = () => crypto.randomUUID();
const tell = (event: WorkerEvent) => void tellPanels(event);

const reasons = new NetworkReasons();
const settings = new SettingsStore(storage.local);
const profiles = new ProfileStore(storage.local);
const journal = new FlowJournal(openFlowDatabase(), clock, (summary, flowEvent) =>
  tell({ event: 'flow_changed', summary, flowEvent }),
);
const vault = new SessionVault(storage.session, () => loadFingerprintKey(storage.local), randomId);
const clients = new ClientStore(storage.local, vault);
const effects: Effects = {
  clock,
  journal,
  vault,
  send: createSender({
    fetch: (...request) => fetch(...request),
    clock,
    timeLimitMs: TIME_LIMIT_MS,
    sizeLimit: SIZE_LIMIT,
    mayReach,
    protocolOf: answerProtocol,
    reasonFor: (address, sinceMs) => reasons.reasonFor(address, sinceMs),
  }),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  randomId,
  tryExclusive: (name, run) =>
    navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? run() : undefined)),
  exclusive: (name, run) => navigator.locks.request(name, run),
};
const engine = new FlowEngine(effects);

/** What this life of the worker does before it takes part in any flow. */
const ready = (async () => {
  await setOwnHeaders();
  await vault.forget(await journal.purge(UNDO_MS));
  await engine.recover();
})().catch((fault: unknown) => {
  // Whatever is wrong with what was stored: the worker must still answer, if only to delete it.
  reportError(fault);
});

const handlers = createHandlers({
  engine,
  effects,
  journal,
  vault,
  settings,
  profiles,
  clients,
  openTab,
  tell,
  async emptyStorage() {
    await storage.session.clear();
    await storage.local.clear();
    vault.reload();
  },
});

// Every listener is added here, before the first await is over: one added later wakes a stopped worker
// but misses the event that woke it.
const own = { id: runtime.id, origin: extensionOrigin() };
runtime.onMessage.addListener((message: unknown, sender: MessageSender) => {
  return routeMessage(message, sender, own, handlers, ready);
});
captureNavigations((sighting) => void ready.then(() => engine.acceptRedirect(sighting)));
reasons.listen();
action.onClicked.addListener(() => void tabs.create({ url: runtime.getURL(PANEL_PAGE) }));

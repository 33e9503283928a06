import * as z from 'zod/mini';
import type { WorkerEvent } from '../contract/events.ts';
import type { Effects } from '../engine/effects.ts';
import { FlowEngine } from '../engine/flow-engine.ts';
import { createSender } from '../engine/http-sender.ts';
import {
  action,
  extensionOrigin,
  mayReach,
  onPanelMessage,
  runtime,
  storage,
  tabs,
  tellPanels,
} from './browser.ts';
import { captureNavigations } from './capture/navigation-capture.ts';
import { NetworkReasons } from './exchange/network-reason.ts';
import { setOwnHeaders } from './exchange/request-headers.ts';
import { createHandlers } from './handlers.ts';
import { routeMessage } from './message-router.ts';
import { openTab } from './open-tab.ts';
import { ClientStore } from './storage/client-store.ts';
import { openFlowDatabase } from './storage/database.ts';
import { FlowJournal } from './storage/flow-journal.ts';
import { KeyStore } from './storage/key-store.ts';
import { ProfileStore } from './storage/profile-store.ts';
import { loadFingerprintKey, SessionVault } from './storage/session-vault.ts';
import { SettingsStore } from './storage/settings-store.ts';

// zod's compiled parsers need `new Function`, which an extension's content security policy refuses.
z.config({ jitless: true });

const TIME_LIMIT_MS = 20_000;
const SIZE_LIMIT = 1_048_576;
/** Longer than the panel offers to undo a clearing. */
const UNDO_MS = 15_000;
/** A key that no client has may be one that somebody is about to save with a client. */
const UNUSED_KEY_MS = 3_600_000;
const PANEL_PAGE = '/src/panel/panel.html';

const clock = { nowMs: () => Date.now() };
const randomId = () => crypto.randomUUID();
const tell = (event: WorkerEvent) => void tellPanels(event);

const reasons = new NetworkReasons();
const settings = new SettingsStore(storage.local);
const profiles = new ProfileStore(storage.local);
const database = openFlowDatabase();
const keys = new KeyStore(database, clock);
const journal = new FlowJournal(database, clock, (summary, flowEvent) =>
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
    ...(extensionOrigin().startsWith('moz-') && { credentialsForCertificate: 'include' as const }),
    mayReach,
    reasonFor: (address, sinceMs) => reasons.reasonFor(address, sinceMs),
  }),
  sign: (keyId, alg, bytes) => keys.sign(keyId, alg, bytes),
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
  await keys.forgetUnused(await keysInUse(), UNUSED_KEY_MS);
})().catch((fault: unknown) => {
  // Whatever is wrong with what was stored: the worker must still answer, if only to delete it.
  reportError(fault);
});

/** The keys of saved clients, and of the form as it was last used. */
async function keysInUse(): Promise<Set<string>> {
  const { lastDraft } = await settings.read();
  const used = (await clients.read()).map(({ key }) => key);
  return new Set([...used, lastDraft?.draft.clientKey].flatMap((key) => key?.id ?? []));
}

const handlers = createHandlers({
  engine,
  effects,
  journal,
  vault,
  settings,
  profiles,
  clients,
  keys,
  openTab,
  tell,
  async emptyStorage() {
    await storage.session.clear();
    await storage.local.clear();
  },
});

// Every listener is added here, before the first await is over: one added later wakes a stopped worker
// but misses the event that woke it.
const own = { id: runtime.id, origin: extensionOrigin() };
onPanelMessage((message, sender) => routeMessage(message, sender, own, handlers, ready));
captureNavigations((sighting) => void ready.then(() => engine.acceptRedirect(sighting)));
reasons.listen();
action.onClicked.addListener(() => void tabs.create({ url: runtime.getURL(PANEL_PAGE) }));

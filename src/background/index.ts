import * as z from 'zod/mini';
import type { RequestEnvelope } from '../contract/envelope.ts';
import type { WorkerEvent } from '../contract/events.ts';
import { shownRow } from '../core/flow/flow-summary.ts';
import { pastKeeping } from '../core/record/retention.ts';
import { type RedirectSighting, takeRedirect } from '../engine/accept-redirect.ts';
import { closeDeadCalls, readFlow } from '../engine/closed-flow.ts';
import type { Effects } from '../engine/effects.ts';
import { OPEN_FOR_MS } from '../engine/find-flow.ts';
import { Locks } from '../engine/locks.ts';
import {
  action,
  extensionOrigin,
  isFirefox,
  mayReach,
  onPanelMessage,
  permissions,
  runtime,
  storage,
  tabPlaces,
  tabs,
  tellPanels,
} from './browser.ts';
import { knownRedirectUris } from './capture/known-redirect-uris.ts';
import { captureNavigations } from './capture/navigation-capture.ts';
import { NotedSightings } from './capture/noted-sightings.ts';
import { standingTabs } from './capture/standing-tabs.ts';
import { UnaskedAnswers } from './capture/unasked-answers.ts';
import { NetworkReasons } from './exchange/network-reason.ts';
import { setOwnHeaders } from './exchange/request-headers.ts';
import { FlowNews } from './flow-news.ts';
import { openAddress, showHeldPage, standingTab } from './hold/held-page.ts';
import {
  applyRules,
  blockedPatterns,
  HoldReaders,
  onHoldAlarm,
  setHoldAlarm,
  watchTab,
} from './hold/hold-browser.ts';
import { Holds } from './hold/holds.ts';
import { routePageMessage } from './hold/page-messages.ts';
import { KeptSecrets } from './kept/kept-secrets.ts';
import { lockAlarm, onLockAlarm } from './kept/lock-alarm.ts';
import { secretOwners } from './kept/secret-owners.ts';
import { loadOnDemand } from './load-on-demand.ts';
import { routeMessage } from './message-router.ts';
import type { OnDemand, StartedParts } from './on-demand.ts';
import { onReminders, reminderBrowser } from './reminders/reminder-browser.ts';
import { remind } from './reminders/reminders.ts';
import { ClientStore } from './storage/client-store.ts';
import { openFlowDatabase } from './storage/database.ts';
import { FlowJournal } from './storage/flow-journal.ts';
import { KeyStore } from './storage/key-store.ts';
import { loadFingerprintKey, SessionVault } from './storage/session-vault.ts';
import { SettingsStore } from './storage/settings-store.ts';

// zod's compiled parsers need `new Function`, which an extension's content security policy refuses.
z.config({ jitless: true });

/** Longer than the panel offers to undo a clearing, and shorter than an idle worker lives. */
const UNDO_MS = 25_000;
/** A key that no client has may be one that somebody is about to save with a client. */
const UNUSED_KEY_MS = 3_600_000;
const REMIND_AFTER_MS = 500;
const FIRST_FOR_MS = 500;
const PANEL_PAGE = '/src/panel/panel.html';

const clock = { nowMs: () => Date.now() };
const randomId = () => crypto.randomUUID();
const tell = (event: WorkerEvent) => {
  void tellPanels(event);
  if (event.event === 'flows_replaced' || event.event === 'settings_changed') remindSoon();
};
const news = new FlowNews(tell);
let soon: ReturnType<typeof setTimeout>;
/** After what is being recorded: reading the rows would keep it waiting. */
const remindSoon = () => {
  clearTimeout(soon);
  soon = setTimeout(remindNow, REMIND_AFTER_MS);
};
const remindNow = () => void remind(reminding, reminderBrowser).catch(reportError);

// There is one worker, and what it was at ends with it: a lock of the browser would keep nobody else out.
const locks = new Locks();
const reasons = new NetworkReasons();
// Firefox refuses to answer where no organisation has set anything.
const managed = () => storage.managed.get(null).catch(() => ({}));
const settings = new SettingsStore(storage.local, managed);
const database = openFlowDatabase();
const keys = new KeyStore(database, clock);
const journal = new FlowJournal(database, clock, (summary, flowEvent) => {
  news.tell(summary, flowEvent);
  if (flowEvent.happening.kind === 'call_answered' && summary.ends) remindSoon();
  // At once when a flow begins to wait: the bank may answer within milliseconds.
  if (summary.phase === 'awaiting_redirect') watchRequests(true);
  else void watchWhileWaiting();
  holds.hear(summary, flowEvent);
  if (flowEvent.sequence === 0) void keepWithin().catch(reportError);
});
const vault = new SessionVault(
  storage.session,
  () => loadFingerprintKey(storage.local),
  randomId,
  () => kept.vaultChanged(),
);
const clients = new ClientStore(storage.local, vault);
const kept: KeptSecrets = new KeptSecrets({
  disk: storage.local,
  memory: storage.session,
  vault,
  ownersOf: async (bank) => secretOwners(bank, await journal.summaries(), await clients.read()),
  nowMs: clock.nowMs,
  lockLater: async (unlocked) => lockAlarm(unlocked ? (await settings.read()).lockAfterMinutes : 0),
  async changed(banks) {
    tell({ event: 'kept_changed', kept: banks });
    tell({ event: 'clients_changed', clients: await clients.read() });
  },
});
const unasked = new UnaskedAnswers({
  area: storage.session,
  known: () => knownRedirectUris(journal, clients, clock.nowMs()),
  fingerprint: (value) => vault.fingerprint(value),
  nowMs: clock.nowMs,
  randomId,
  changed: (answers) => tell({ event: 'unasked_changed', answers }),
});
const effects: Effects = {
  made: {
    version: runtime.getManifest().version,
    browser: /(?:Edg|OPR|Firefox|Chrome)\/\d+/.exec(navigator.userAgent)?.[0],
  },
  clock,
  journal,
  vault,
  async send(...request) {
    await ownHeaders();
    return (await onDemand()).send(...request);
  },
  sign: (keyId, alg, bytes) => keys.sign(keyId, alg, bytes),
  createKey: (keyId, alg) => keys.create(keyId, alg),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  randomId,
  tryExclusive: (name, run) => locks.tryExclusive(name, run),
  exclusive: (name, run) => locks.exclusive(name, run),
};
const reminding = {
  area: storage.local,
  flows: () => journal.summaries(),
  settings: () => settings.read(),
  clock,
};
const readers = new HoldReaders((sighting) => void sighted(sighting));
const holds = new Holds(effects, {
  isFirefox,
  mayReach,
  blockedPatterns,
  applyRules,
  watchTab,
  setHoldAlarm,
  read: (wanted) => readers.read(wanted),
  showHeldPage,
  standingTab,
  openAddress,
});

const purge = async () => vault.forget(await journal.purge(UNDO_MS));

/** Forgets the flows that are past keeping, with their secrets; returns how many. */
async function keepWithin(): Promise<number> {
  const kept = await settings.read();
  if (!(await journal.mayBePast(kept))) return 0;
  const over = pastKeeping(await journal.summaries('all'), kept, clock.nowMs());
  if (over.length === 0) return 0;
  await journal.forget(over);
  await vault.forget(over);
  tell({ event: 'flows_replaced' });
  return over.length;
}

let headers: Promise<void> | undefined;
/** Before anything is sent, and after a redirect that woke the worker: the browser takes its time over rules. */
function ownHeaders(): Promise<void> {
  headers ??= setOwnHeaders().catch(reportError);
  return headers;
}

/** What has to be over before this life of the worker takes a redirect: what was open or held when the last one ended. */
const settled = (async () => {
  // What a redirect is compared with is read meanwhile.
  vault.fingerprint('').catch(() => undefined);
  vault.known().catch(() => undefined);
  await closeDeadCalls(effects);
  const flows = await journal.summaries('going_on');
  if (flows.some(({ hold }) => hold)) await holds.reconcile('at_start');
})().catch(reportError);

/** What it does before it takes part in any flow by itself, or for a panel. */
const ready = settled
  .then(async () => {
    // The redirect that woke it goes first, unless it asks the bank for its keys.
    const moment = new Promise((resolve) => setTimeout(resolve, FIRST_FOR_MS));
    await Promise.race([taking.catch(() => undefined), moment]);
    await ownHeaders();
    await journal.mend();
    await purge();
    await keepWithin();
    // What cannot be read may name a key.
    const unread = { ...(await clients.stored.unread()), ...(await settings.stored.unread()) };
    if (Object.keys(unread).length === 0) {
      await keys.forgetUnused(await keysInUse(), UNUSED_KEY_MS);
    }
    await watchWhileWaiting();
  })
  // Whatever is wrong with what was stored: the worker must still hold, and answer, if only to delete it.
  .catch(reportError)
  .then(() => holds.reconcile('at_start'))
  .catch(reportError)
  .then(() => {
    isReady = true;
    remindSoon();
  });

// What the life before recorded last, it may have died without telling.
void ready
  .then(async () => {
    const [listed, rows] = await Promise.all([journal.count(), journal.summaries('going_on')]);
    tell({ event: 'worker_started', listed, summaries: rows.map(shownRow) });
  })
  .catch(reportError);

/** The keys of saved clients, and of the form as it was last used. */
async function keysInUse() {
  const { lastDraft } = await settings.read();
  return [lastDraft?.draft.clientKey, ...(await clients.read()).map(({ key }) => key)].map(
    (key) => key?.id,
  );
}

const noted = new NotedSightings(storage.session, randomId);
void ready.then(takeMissed).catch(reportError);

/** A redirect that some tab came to. */
const sighted = (sighting: RedirectSighting) => noted.during(sighting, () => take(sighting));

/** The last redirect to be taken, as far as it has got; and whether this life has begun in earnest. */
let taking: Promise<unknown> = Promise.resolve();
let isReady = false;

/** Takes a redirect; what is held shows our page in its tab instead. */
async function take(sighting: RedirectSighting): Promise<void> {
  const { url, via, tabId, standing } = sighting;
  const first = settled.then(() => takeRedirect(effects, sighting));
  taking = first;
  let taken = await first;
  if (!taken.ok && taken.error.kind === 'no_such_flow' && !isReady) {
    // Its flow may have lost its place in the list, which is mended by then.
    await ready;
    taken = await takeRedirect(effects, sighting);
  }
  // Blocked, and nothing in it that could be read: the page says so.
  const unread = via === 'failed_navigation' && !standing ? holds.holderOf(url) : undefined;
  const flowId = taken.ok ? taken.value.flowId : unread;
  if (flowId !== undefined && tabId !== undefined) await holds.show(flowId, tabId);
  if (taken.ok) {
    void goOn(taken.value.flowId).catch(reportError);
    await unasked.drop(sighting);
  } else if (taken.error.kind === 'no_such_flow' && !standing) await unasked.note(sighting);
}

/** Takes what came while the life before this one ended. */
async function takeMissed(): Promise<void> {
  await noted.resume(take);
  if (!(await anyFlowWaits())) return;
  for (const sighting of await standingTabs(tabPlaces)) await take(sighting);
}

/** Most flows leave it to the person to go on. */
async function goOn(flowId: string): Promise<void> {
  await ready;
  const flow = await readFlow(effects, flowId);
  if (flow?.started.continues) await (await onDemand()).goOn(flowId);
}

let loaded: Promise<OnDemand> | undefined;
/** The rest of the worker: loaded once in its life, and tried again where that failed. */
function onDemand(): Promise<OnDemand> {
  loaded ??= loadOnDemand().then(({ createOnDemand }) => createOnDemand(started));
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

const started: StartedParts = {
  effects,
  journal,
  vault,
  settings,
  clients,
  keys,
  kept,
  unasked,
  holds,
  disk: storage.local,
  reasons,
  tell,
  keepWithin,
  purgeLater: () => setTimeout(() => void purge().catch(reportError), UNDO_MS),
  emptyStorage: () =>
    kept.emptied(async () => {
      await storage.session.clear();
      await storage.local.clear();
      vault.reload();
    }),
};

// Every listener is added here, before the first await is over: one added later wakes a stopped worker
// but misses the event that woke it.
const own = { id: runtime.id, origin: extensionOrigin() };
/** What answers is loaded while the worker gets ready. */
const answer = async (request: RequestEnvelope) => {
  const rest = onDemand();
  await ready;
  return (await rest).answer(request);
};
onPanelMessage((message, sender) => {
  const answered = routeMessage(message, sender, own, answer);
  void answered?.finally(() => kept.used()).catch(() => undefined);
  return answered ?? routePageMessage(message, sender, own.id, holds, sighted, ready);
});
const watchRequests = captureNavigations((sighting) => void sighted(sighting));
onLockAlarm(() => void ready.then(() => kept.lockAll()));
const reconcile = () => void ready.then(() => holds.reconcile());
onHoldAlarm(reconcile);
permissions.onAdded.addListener(reconcile);
permissions.onRemoved.addListener(reconcile);
reasons.listen();
onReminders(() => void ready.then(remindNow), PANEL_PAGE);
action.onClicked.addListener(() => void tabs.create({ url: runtime.getURL(PANEL_PAGE) }));

async function watchWhileWaiting(): Promise<void> {
  watchRequests(await anyFlowWaits());
}

async function anyFlowWaits(): Promise<boolean> {
  const flows = await journal.summaries('going_on');
  return flows.some(
    ({ phase, startedAtMs }) =>
      (phase === 'awaiting_redirect' || phase === 'refused_by_us') &&
      clock.nowMs() - startedAtMs < OPEN_FOR_MS,
  );
}

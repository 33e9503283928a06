import './open-first.ts';
import * as z from 'zod/mini';
import type { RequestEnvelope } from '../contract/envelope.ts';
import type { WorkerEvent } from '../contract/events.ts';
import { closeDeadCalls } from '../engine/closed-flow.ts';
import type { Effects } from '../engine/effects.ts';
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
import { RedirectIntake } from './capture/redirect-intake.ts';
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
import { flowDatabase } from './storage/database.ts';
import { type Appended, FlowJournal } from './storage/flow-journal.ts';
import { forgetPastKeeping } from './storage/keep-flows.ts';
import { KeyStore } from './storage/key-store.ts';
import { loadFingerprintKey, SessionVault } from './storage/session-vault.ts';
import { SettingsStore } from './storage/settings-store.ts';
import { tidyUp } from './storage/tidy-up.ts';

// zod's compiled parsers need `new Function`, which an extension's content security policy refuses.
z.config({ jitless: true });

/** Longer than the panel offers to undo a clearing, and shorter than an idle worker lives. */
const UNDO_MS = 25_000;
const REMIND_AFTER_MS = 500;
/** After what woke it: the more is stored, the longer it takes. */
const TIDY_AFTER_MS = 1000;
/** A worker that was woken hears what woke it a moment after it has started. */
const HEARD_AFTER_MS = 20;
const FIRST_FOR_MS = 500;
/** Flows that are read before anything is known of a redirect. */
const FEW = 2;
const PANEL_PAGE = '/src/panel/panel.html';

const clock = { nowMs: () => Date.now() };
const randomId = () => crypto.randomUUID();
const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
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
const keys = new KeyStore(flowDatabase, clock);
const appended: Appended = (summary, flowEvent) => {
  news.tell(summary, flowEvent);
  if (flowEvent.happening.kind === 'call_answered' && summary.ends) remindSoon();
  // At once when a flow begins to wait: the bank may answer within milliseconds.
  if (summary.phase === 'awaiting_redirect') watchRequests(true);
  else void watchWhileWaiting();
  holds.hear(summary, flowEvent);
  if (flowEvent.sequence === 0) void keepWithin().catch(reportError);
};
const journal = new FlowJournal(flowDatabase, clock, appended, () => vault.stored());
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
const readers = new HoldReaders((sighting) => void intake.sighted(sighting));
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

/** Keeps no more flows than are to be kept; returns how many it forgot. */
async function keepWithin(): Promise<number> {
  const forgotten = await forgetPastKeeping({ journal, vault, settings, clock });
  if (forgotten > 0) tell({ event: 'flows_replaced' });
  return forgotten;
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
  // So is the flow that it is most likely for.
  const waiting = flows.filter(({ phase }) => phase === 'awaiting_redirect').slice(-FEW);
  for (const { flowId } of waiting) journal.events(flowId).catch(() => undefined);
  if (flows.some(({ hold }) => hold)) await holds.reconcile('at_start');
})().catch(reportError);

/** What it does before it takes part in any flow by itself, or for a panel. */
const ready = settled
  .then(async () => {
    // The redirect that woke it goes first, unless it asks the bank for its keys.
    if (await intake.anyFlowWaits()) await passed(HEARD_AFTER_MS);
    await Promise.race([intake.last.catch(() => undefined), passed(FIRST_FOR_MS)]);
    await ownHeaders();
    await watchWhileWaiting();
  })
  // Whatever is wrong with what was stored: the worker must still hold, and answer, if only to delete it.
  .catch(reportError)
  .then(() => holds.reconcile('at_start'))
  .catch(reportError)
  .then(remindSoon);

let mended: Promise<boolean> | undefined;
/** Makes rows again that have lost their place in the list, once in this life; true where there were any. */
function mend(): Promise<boolean> {
  mended ??= journal.mend().then((any) => {
    if (any) tell({ event: 'flows_replaced' });
    return any;
  });
  mended.catch(() => {
    mended = undefined;
  });
  return mended;
}

const tidying = { clients, settings, keys, mend, purge, keepWithin };
void ready
  .then(() => passed(TIDY_AFTER_MS))
  .then(() => tidyUp(tidying))
  .catch(reportError);

// What the life before recorded last, it may have died without telling. Whoever woke this one is answered first.
void ready
  .then(() => passed(HEARD_AFTER_MS))
  .then(async () => {
    const [listed, summaries] = await Promise.all([journal.count(), journal.goingOnShown()]);
    tell({ event: 'worker_started', listed, summaries });
  })
  .catch(reportError);

const intake: RedirectIntake = new RedirectIntake({
  effects,
  holds,
  unasked,
  noted: new NotedSightings(storage.session, randomId),
  places: tabPlaces,
  settled,
  ready: () => ready,
  mend,
  goOn: async (flowId) => (await onDemand()).goOn(flowId),
  reportError,
});
void ready.then(() => intake.takeMissed()).catch(reportError);

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
  sighted: (sighting) => intake.sighted(sighting),
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
  return (
    answered ??
    routePageMessage(message, sender, own.id, holds, (sighting) => intake.sighted(sighting), ready)
  );
});
const watchRequests = captureNavigations((sighting) => void intake.sighted(sighting));
onLockAlarm(() => void ready.then(() => kept.lockAll()));
const reconcile = () => void ready.then(() => holds.reconcile());
onHoldAlarm(reconcile);
permissions.onAdded.addListener(reconcile);
permissions.onRemoved.addListener(reconcile);
reasons.listen();
onReminders(() => void ready.then(remindNow), PANEL_PAGE);
action.onClicked.addListener(() => void tabs.create({ url: runtime.getURL(PANEL_PAGE) }));

async function watchWhileWaiting(): Promise<void> {
  watchRequests(await intake.anyFlowWaits());
}

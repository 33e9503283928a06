import type { WorkerEvent } from '../contract/events.ts';
import type { OwnProfiles } from '../contract/profiles.ts';
import type { Destination, FlowReply, Handlers } from '../contract/requests.ts';
import { liveKey } from '../core/banks/live-key.ts';
import type { SavedClient } from '../core/clients/client.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { isStepwise } from '../core/flow/flow-steps.ts';
import { maskText } from '../core/flow/mask.ts';
import { SECRET_MARK } from '../core/flow/secret.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import type { Effects } from '../engine/effects.ts';
import type { EngineReply, FlowEngine } from '../engine/flow-engine.ts';
import { startingSecret } from '../engine/flow-plan.ts';
import type { OpenedRequest, StartOptions } from '../engine/start-flow.ts';
import type { UnaskedAnswers } from './capture/unasked-answers.ts';
import { fetchDocument } from './exchange/fetch-document.ts';
import type { Holds } from './hold/holds.ts';
import { readHeld } from './hold/read-held.ts';
import type { ClientStore } from './storage/client-store.ts';
import type { FlowJournal } from './storage/flow-journal.ts';
import type { KeyStore } from './storage/key-store.ts';
import { type ProfileStore, stillUnlocked } from './storage/profile-store.ts';
import type { SessionVault } from './storage/session-vault.ts';
import type { SettingsStore } from './storage/settings-store.ts';

/** What the handlers stand on. */
export interface WorkerParts {
  engine: FlowEngine;
  effects: Effects;
  journal: FlowJournal;
  vault: SessionVault;
  settings: SettingsStore;
  profiles: ProfileStore;
  clients: ClientStore;
  keys: KeyStore;
  unasked: UnaskedAnswers;
  holds: Holds;
  /** opens a fresh tab or takes the given one, says which, and then navigates it */
  openTab(
    destination: Destination,
    url: string,
    beforeLeaving: (tabId: number | undefined) => Promise<unknown>,
  ): Promise<void>;
  tell(event: WorkerEvent): void;
  /** empties both storage areas */
  emptyStorage(): Promise<void>;
}

/** One handler for each request of the contract. */
export function createHandlers(parts: WorkerParts): Handlers {
  const { engine, effects, journal, vault, settings, profiles, clients, keys, holds } = parts;
  return {
    listFlows: async () => ({ flows: await journal.summaries() }),
    readFlow: async ({ flowId }) => ({ events: await journal.events(flowId) }),
    startAuthorization: ({ plan, secrets, destination, ...options }) =>
      startAndOpen(parts, plan, secrets, destination, options),
    async requestToken({ plan, clientSecret, ...options }) {
      const refusal = await liveLock(parts, plan);
      if (refusal) return refusal;
      return sendClientRequest(plan, clientSecret, options);
    },
    async startSteps({ plan, bank, secrets, findings }) {
      const options = { bank, findings, onErrors: 'ask' } as const;
      return (await liveLock(parts, plan)) ?? engine.startSteps(plan, secrets, options);
    },
    runStep: ({ flowId, name }) => unlessLocked(flowId, () => engine.runStep(flowId, name)),
    saveCaptured: ({ flowId, values }) => engine.saveCaptured(flowId, values),
    pasteAnswer: ({ flowId, name, ...pasted }) => engine.pasteAnswer(flowId, name, pasted),
    openFlow: ({ flowId, destination, ...options }) =>
      unlessLocked(flowId, async () =>
        openRequest(parts, await engine.openLater(flowId, options), destination),
      ),
    runAgain: ({ flowId, destination }) => runAgain(parts, flowId, destination),
    exchangeCode: ({ flowId, onErrors }) =>
      unlessLocked(flowId, () => engine.exchangeCode(flowId, onErrors)),
    refresh: ({ flowId }) => unlessLocked(flowId, () => engine.refresh(flowId)),
    callApi: ({ flowId, name, tokenId }) =>
      unlessLocked(flowId, () => engine.callApi(flowId, name, tokenId)),
    async cancelCall({ flowId }) {
      await engine.cancel(flowId);
      return {};
    },
    pasteRedirect: ({ flowId, url }) => engine.acceptRedirect({ url, via: 'pasted', flowId }),
    discardCode: ({ flowId }) => engine.discardCode(flowId),
    async releaseAnswer({ flowId }) {
      const released = await engine.release(flowId);
      if (!released.ok) return released;
      await holds.letGo(released.value);
      return { ok: true, value: { flowId } };
    },
    readHeld: async ({ flowId }) => ({ held: readHeld(await engine.read(flowId)) }),
    takeReleased: async ({ flowId }) => {
      const { url, form } = holds.takeReleased(flowId) ?? {};
      return { answer: url !== undefined && form ? { url, form } : null };
    },
    abandonFlow: ({ flowId }) => engine.abandon(flowId),
    async reportPage({ flowId, url, status, failure }) {
      const flow = await engine.read(flowId);
      if (flow?.phase !== 'awaiting_redirect') return {};
      await journal.append(flowId, {
        kind: 'page_seen',
        url: maskText(url, await vault.known(flowId)),
        ...(status === undefined ? {} : { status }),
        ...(failure === undefined ? {} : { failure }),
      });
      return {};
    },
    async reportLanding(landing) {
      await engine.acceptRedirect({ ...landing, via: 'navigation' });
      return {};
    },
    listUnasked: async () => ({ answers: await parts.unasked.list() }),
    async clearUnasked() {
      await parts.unasked.clear();
      return {};
    },
    reportWatched: (report) => engine.recordWatched(report),
    revealSecret: async ({ secretId }) => ({ value: (await vault.value(secretId)) ?? null }),
    async clearFlows() {
      engine.cancelAll();
      await vault.forget(await journal.clear());
      await holds.reconcile();
      parts.tell({ event: 'flows_replaced' });
      return {};
    },
    async restoreFlows() {
      await journal.restore();
      await engine.recover();
      await holds.reconcile();
      parts.tell({ event: 'flows_replaced' });
      return {};
    },
    readSettings: () => settings.read(),
    async saveSettings(change) {
      const saved = await settings.save(change);
      parts.tell({ event: 'settings_changed', settings: saved });
      return saved;
    },
    readProfiles: async () => ({ files: await profiles.read() }),
    saveProfiles: ({ files }) => changeProfiles(() => profiles.save(files)),
    deleteProfile: ({ id }) => changeProfiles(() => profiles.delete(id)),
    readClients: async () => ({ clients: await clients.read() }),
    saveClient: async ({ client, secret }) => tellClients(await clients.save(client, secret)),
    deleteClient: async ({ id }) => tellClients(await clients.delete(id)),
    async saveKey({ id, jwk, algorithms }) {
      await keys.save(id, jwk, algorithms);
      return {};
    },
    async forgetKey({ id }) {
      await keys.forget(id);
      return {};
    },
    fetchDocument: ({ url }) => fetchDocument(effects.send, url),
    async deleteAllData() {
      engine.cancelAll();
      await journal.deleteAll();
      await keys.forgetUnused([], 0);
      await holds.reconcile();
      await parts.emptyStorage();
      parts.tell({ event: 'settings_changed', settings: await settings.read() });
      parts.tell({ event: 'profiles_changed', files: {} });
      tellClients([]);
      parts.tell({ event: 'unasked_changed', answers: [] });
      parts.tell({ event: 'flows_replaced' });
      return {};
    },
  };

  async function changeProfiles(change: () => Promise<OwnProfiles>) {
    const before = await profiles.read();
    const files = await change();
    parts.tell({ event: 'profiles_changed', files });
    const { unlockedLive } = await settings.read();
    const kept = stillUnlocked(unlockedLive, { ...before, ...files });
    if (kept.length < unlockedLive.length) {
      const saved = await settings.save({ unlockedLive: kept });
      parts.tell({ event: 'settings_changed', settings: saved });
    }
    return { files };
  }

  function tellClients(saved: SavedClient[]) {
    parts.tell({ event: 'clients_changed', clients: saved });
    return { clients: saved };
  }

  async function runAgain(
    worker: WorkerParts,
    flowId: string,
    destination: Destination,
  ): Promise<FlowReply> {
    const flow = await engine.read(flowId);
    if (!flow) return { ok: false, error: { kind: 'no_such_flow' } };
    const { plan, bank } = flow.started;
    const clientSecret = await secretOf(flow, 'client_secret');
    if (clientSecret === undefined) {
      return { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
    }
    // The person saw these errors when the flow was first sent, and asked for the same again.
    const { findings } = flow.started;
    const options = { bank, repeats: flowId, findings, onErrors: 'send_anyway' } as const;
    const refusal = await liveLock(worker, plan);
    if (refusal) return refusal;
    const stepwise = isStepwise(plan);
    if (plan.draft.grant === 'client_credentials' && !stepwise) {
      return sendClientRequest(withoutOwnValues(plan), clientSecret, options);
    }
    const fresh = () => randomText(effects.randomBytes(RANDOM_BYTES));
    const secrets = { clientSecret, state: fresh(), nonce: fresh(), codeVerifier: fresh() };
    const again = withoutOwnValues(plan);
    return stepwise
      ? engine.startSteps(again, secrets, options)
      : startAndOpen(worker, again, secrets, destination, options);
  }

  /** The panel is told of the flow at once, so that its call can be watched and cancelled. */
  async function sendClientRequest(
    plan: FlowPlan,
    clientSecret: string,
    options: StartOptions,
  ): Promise<FlowReply> {
    const reply = await engine.requestToken(plan, clientSecret, options);
    return reply.ok ? { ok: true, value: { flowId: reply.value.flowId } } : reply;
  }

  /** A live environment that was locked again sends nothing more, also in flows that were started before. */
  async function unlessLocked(flowId: string, send: () => Promise<FlowReply>): Promise<FlowReply> {
    const flow = await engine.read(flowId);
    return (flow && (await liveLock(parts, flow.started.plan))) ?? send();
  }

  /** Empty when the flow had none; `undefined` when it had one that is gone. */
  async function secretOf(flow: FlowState, kind: 'client_secret'): Promise<string | undefined> {
    const had = flow.started.secrets.some((secret) => secret.kind === kind);
    return had ? startingSecret(vault, flow, kind) : '';
  }
}

async function startAndOpen(
  parts: WorkerParts,
  plan: FlowPlan,
  secrets: DraftSecrets,
  destination: Destination,
  options: StartOptions,
): Promise<FlowReply> {
  const refusal = await liveLock(parts, plan);
  if (refusal) return refusal;
  const started = await parts.engine.startAuthorization(plan, secrets, options);
  return openRequest(parts, started, destination);
}

/** Opens what the engine has made ready, and records that before the browser leaves. */
async function openRequest(
  parts: WorkerParts,
  ready: EngineReply<OpenedRequest>,
  destination: Destination,
): Promise<FlowReply> {
  if (!ready.ok) return ready;
  const { flowId, url, recordedUrl, findings } = ready.value;
  if (!(await holdWhereWanted(parts, flowId, url))) {
    return { ok: false, error: { kind: 'hold_failed' } };
  }
  await parts.openTab(destination, url, (tabId) =>
    parts.journal.append(flowId, {
      kind: 'opened',
      how: destination.kind,
      url: recordedUrl,
      ...(tabId === undefined ? {} : { tabId }),
      ...(findings.length === 0 ? {} : { findings }),
    }),
  );
  return { ok: true, value: { flowId } };
}

/** Puts a hold in force before anything opens. False when one is wanted and the browser refuses it. */
async function holdWhereWanted(
  { engine, settings, holds }: WorkerParts,
  flowId: string,
  url: string,
): Promise<boolean> {
  if (!(await settings.read()).holdRedirects) return true;
  const { draft } = (await engine.read(flowId))?.started.plan ?? {};
  const redirectUri = draft?.edits.redirect_uri ?? draft?.redirectUri ?? '';
  if (!URL.canParse(redirectUri)) return false;
  try {
    await holds.set(flowId, redirectUri, url);
    return true;
  } catch {
    // What was in force before it failed would stay so.
    await holds.reconcile().catch(() => undefined);
    return false;
  }
}

async function liveLock(
  { settings }: WorkerParts,
  { profile, draft }: FlowPlan,
): Promise<FlowReply | undefined> {
  if (profile.environments[draft.environment]?.kind !== 'live') return undefined;
  const { unlockedLive } = await settings.read();
  return unlockedLive.includes(liveKey(profile, draft.variables))
    ? undefined
    : { ok: false, error: { kind: 'live_locked' } };
}

/**
 * A state, nonce or challenge that a person typed would be the same one again, and a secret that was
 * typed is not recorded: a new run makes its own, or goes without.
 */
function withoutOwnValues(plan: FlowPlan): FlowPlan {
  const fresh = ['state', 'code_challenge', 'nonce'];
  const reusable = (name: string, value: string) =>
    !fresh.includes(name) && value.search(SECRET_MARK) < 0;
  const edits = Object.fromEntries(
    Object.entries(plan.draft.edits).filter(
      ([name, value]) => value === null || reusable(name, value),
    ),
  );
  const extra = plan.draft.extra.filter(({ name, value }) => reusable(name, value));
  return { ...plan, draft: { ...plan.draft, edits, extra } };
}

import type { WorkerEvent } from '../contract/events.ts';
import type { OwnProfiles } from '../contract/profiles.ts';
import type { Handlers } from '../contract/replies.ts';
import type { Destination } from '../contract/requests.ts';
import type { SavedClient } from '../core/clients/client.ts';
import { maskText } from '../core/flow/mask.ts';
import type { RedirectSighting } from '../engine/accept-redirect.ts';
import type { Effects } from '../engine/effects.ts';
import type { FlowEngine } from '../engine/flow-engine.ts';
import type { UnaskedAnswers } from './capture/unasked-answers.ts';
import { fetchDocument } from './exchange/fetch-document.ts';
import { goOn } from './go-on.ts';
import type { Holds } from './hold/holds.ts';
import { readHeld } from './hold/read-held.ts';
import type { KeptSecrets } from './kept/kept-secrets.ts';
import { liveLock, unlessLocked } from './live-lock.ts';
import { openRequest, sendClientRequest, startAndOpen } from './open-flow.ts';
import { runAgain } from './run-again.ts';
import type { ClientStore } from './storage/client-store.ts';
import type { FlowJournal } from './storage/flow-journal.ts';
import type { KeyStore } from './storage/key-store.ts';
import { type ProfileStore, stillUnlocked } from './storage/profile-store.ts';
import type { SessionVault } from './storage/session-vault.ts';
import type { SettingsStore } from './storage/settings-store.ts';
import { findUnread } from './storage/unread-entries.ts';

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
  kept: KeptSecrets;
  unasked: UnaskedAnswers;
  holds: Holds;
  /** takes a redirect, as one that the worker saw itself */
  sighted(sighting: RedirectSighting): Promise<unknown>;
  /** opens a fresh tab or takes the given one, says which, and then navigates it */
  openTab(
    destination: Destination,
    url: string,
    beforeLeaving: (tabId: number | undefined) => Promise<unknown>,
  ): Promise<void>;
  tell(event: WorkerEvent): void;
  /** forgets what is past keeping; returns how many flows that were */
  keepWithin(): Promise<number>;
  /** forgets what was cleared, once nobody can bring it back any more */
  purgeLater(): void;
  /** empties both storage areas */
  emptyStorage(): Promise<void>;
}

/** One handler for each request of the contract. */
export function createHandlers(parts: WorkerParts): Handlers {
  const { engine, effects, journal, vault, settings, profiles, clients, keys, holds } = parts;
  return {
    async readFirst() {
      const [list, own, managed, files, saved] = await Promise.all([
        // Whoever asks for it alone hears why it cannot be read.
        journal.listed().catch(() => undefined),
        settings.read(),
        settings.managed(),
        profiles.read(),
        clients.read(),
      ]);
      return { ...(list && { list }), settings: own, managed, files, clients: saved };
    },
    readBeside: async () => ({
      kept: await parts.kept.list(),
      unasked: await parts.unasked.list(),
    }),
    listFlows: ({ after }) => journal.listed(after),
    readFlow: async ({ flowId }) => ({ events: await journal.events(flowId) }),
    startAuthorization: ({ plan, secrets, destination, ...options }) =>
      startAndOpen(parts, plan, secrets, destination, options),
    async requestToken({ plan, clientSecret, ...options }) {
      const refusal = await liveLock(parts, plan);
      if (refusal) return refusal;
      return sendClientRequest(parts, plan, clientSecret, options);
    },
    async startSteps({ plan, bank, secrets, findings }) {
      const options = { bank, findings, onErrors: 'ask' } as const;
      return (await liveLock(parts, plan)) ?? engine.startSteps(plan, secrets, options);
    },
    runStep: ({ flowId, name }) => unlessLocked(parts, flowId, () => engine.runStep(flowId, name)),
    saveCaptured: ({ flowId, values }) => engine.saveCaptured(flowId, values),
    pasteAnswer: ({ flowId, name, ...pasted }) => engine.pasteAnswer(flowId, name, pasted),
    openFlow: ({ flowId, destination, ...options }) =>
      unlessLocked(parts, flowId, async () =>
        openRequest(parts, await engine.openLater(flowId, options), destination),
      ),
    pushRequest: ({ flowId, onErrors }) =>
      unlessLocked(parts, flowId, () => engine.push(flowId, onErrors)),
    runAgain: (params) => runAgain(parts, params),
    sendFault: ({ flowId, fault }) =>
      unlessLocked(parts, flowId, () => engine.sendFault(flowId, fault)),
    exchangeCode: ({ flowId, onErrors }) =>
      unlessLocked(parts, flowId, () => engine.exchangeCode(flowId, onErrors)),
    refresh: ({ flowId, tokenId }) =>
      unlessLocked(parts, flowId, () => engine.refresh(flowId, tokenId)),
    callApi: ({ flowId, name, tokenId, onErrors, edit }) =>
      unlessLocked(parts, flowId, () => engine.callApi(flowId, name, tokenId, onErrors, edit)),
    askTokenStatus: ({ flowId, tokenId, purpose }) =>
      unlessLocked(parts, flowId, () => engine.askTokenStatus(flowId, purpose, tokenId)),
    callAgain: ({ flowId, callId, renew }) =>
      unlessLocked(parts, flowId, () => engine.callAgain(flowId, callId, renew)),
    async cancelCall({ flowId }) {
      await engine.cancel(flowId);
      return {};
    },
    async pasteRedirect({ flowId, ...pasted }) {
      const taken = await engine.acceptRedirect({ ...pasted, via: 'pasted', flowId });
      if (taken.ok) void goOn(parts, flowId);
      return taken;
    },
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
    abandonFlow: ({ flowId, saw }) => engine.abandon(flowId, saw),
    async reportPage({ flowId, url, status, failure }) {
      const flow = await engine.read(flowId);
      if (flow?.phase !== 'awaiting_redirect' || flow.started.imported) return {};
      await journal.append(flowId, {
        kind: 'page_seen',
        url: maskText(url, await vault.known(flowId)),
        ...(status === undefined ? {} : { status }),
        ...(failure === undefined ? {} : { failure }),
      });
      return {};
    },
    async reportLanding(landing) {
      await parts.sighted(landing);
      return {};
    },
    async clearUnasked() {
      await parts.unasked.clear();
      return {};
    },
    reportWatched: (report) => engine.recordWatched(report),
    // A record from elsewhere may name any secret: it is shown none but its own.
    revealSecret: async ({ secretId, owner }) => ({
      value: (await vault.value(secretId, owner)) ?? null,
    }),
    async clearFlows({ flowId }) {
      if (flowId === undefined) engine.cancelAll();
      else await engine.cancel(flowId);
      await vault.forget(await journal.clear(flowId));
      await holds.reconcile();
      parts.purgeLater();
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
    async importFlows({ flows }) {
      const taken = await journal.take(flows);
      const forgotten = await parts.keepWithin();
      parts.tell({ event: 'flows_replaced' });
      return { taken, forgotten };
    },
    readSettings: () => settings.read(),
    async saveSettings(change) {
      const saved = await settings.save(change);
      parts.tell({ event: 'settings_changed', settings: saved });
      return saved;
    },
    saveProfiles: ({ files }) => changeProfiles(() => profiles.save(files)),
    deleteProfile: ({ id }) => changeProfiles(() => profiles.delete(id)),
    saveClient: async ({ client, secret }) => tellClients(await clients.save(client, secret)),
    deleteClient: async ({ id }) => tellClients(await clients.delete(id)),
    async saveKey({ id, jwk, algorithms }) {
      await keys.save(id, jwk, algorithms);
      return {};
    },
    async createKey({ algorithm, kid }) {
      const id = effects.randomId();
      const publicJwk = await keys.create(id, algorithm);
      return { key: { id, algorithms: [algorithm], kid, publicJwk } };
    },
    async forgetKey({ id }) {
      await keys.forget(id);
      return {};
    },
    fetchDocument: ({ url }) => fetchDocument(effects.send, url),
    async actOnKept(act) {
      // What is on disk already may be locked and forgotten.
      const barred = 'passphrase' in act && (await settings.policy()).keepSecrets === false;
      return { outcome: barred ? 'not_allowed' : await parts.kept.act(act) };
    },
    async findUnread({ all, drop }) {
      if (await journal.mend()) parts.tell({ event: 'flows_replaced' });
      const unread = await findUnread(parts, all, drop);
      if (drop) journal.forgetCopies();
      return { unread };
    },
    async deleteAllData() {
      engine.cancelAll();
      await journal.deleteAll();
      await holds.reconcile();
      await parts.emptyStorage();
      parts.tell({ event: 'settings_changed', settings: await settings.read() });
      parts.tell({ event: 'profiles_changed', files: {} });
      tellClients([]);
      parts.tell({ event: 'kept_changed', kept: [] });
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
}

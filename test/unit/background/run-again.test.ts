import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { goOn } from '../../../src/background/go-on.ts';
import { createHandlers, type WorkerParts } from '../../../src/background/handlers.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { SavedClient } from '../../../src/core/clients/client.ts';
import type { FlowState } from '../../../src/core/flow/flow-state.ts';
import type { RequestDraft } from '../../../src/core/oauth/request-draft.ts';
import type { RedirectSighting } from '../../../src/engine/accept-redirect.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openPaymentsClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { bankSender, visit } from '../core/compare/practice-runs.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { planFor, SECRETS } from '../engine/plans.ts';
import { authorizationUrl } from '../practice-bank/bpce-user.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true });
});
afterAll(() => bank.close());

const NEW_TAB = { kind: 'new_tab' } as const;
const SECRET = openPaymentsClient.client_secret;
/** What is awaited is here in a moment: fifty milliseconds between two looks would be the longest part of a test. */
const SOON = { interval: 5 };

/** A worker at the practice bank, whose tabs follow the bank's redirect by themselves. */
function worker(clients: SavedClient[] = []) {
  const effects = new MemoryEffects();
  effects.nowMs = Date.now();
  effects.bank = bankSender(effects);
  const engine = new FlowEngine(effects);
  const landed: Promise<unknown>[] = [];
  const parts = {
    engine,
    effects,
    journal: effects.journal,
    vault: effects.vault,
    clients: { read: async () => clients },
    settings: { policy: async () => ({}), read: async () => defaultSettings },
    openTab: async (_to: unknown, url: string, before: (tabId: undefined) => Promise<unknown>) => {
      await before(undefined);
      landed.push(land(url));
    },
    tell: () => undefined,
    sighted: async (sighting: RedirectSighting) => {
      const taken = await engine.acceptRedirect(sighting);
      if (taken.ok) void goOn(parts, taken.value.flowId);
    },
  } as unknown as WorkerParts;
  const handlers = createHandlers(parts);
  async function land(address: string) {
    const { url } = await visit(address);
    await handlers.reportLanding({ url, tabId: 1, via: 'navigation' });
  }
  const read = async (flowId: string): Promise<FlowState> => {
    const flow = await engine.read(flowId);
    if (!flow) throw new Error('no such flow');
    return flow;
  };
  /** the flow once it has come so far */
  const reaches = (flowId: string, phase: FlowState['phase']) =>
    vi.waitFor(async () => {
      const flow = await read(flowId);
      expect(flow.phase).toBe(phase);
      return flow;
    }, SOON);
  const start = async (profile: string, draft: Partial<RequestDraft> = {}, clientSecret = '') => {
    const reply = await handlers.startAuthorization({
      plan: planFor(profile, {
        redirectUri: `${bank.urls.app}/callback`,
        ...draft,
        variables: { practicePort: String(bank.port), ...draft.variables },
      }),
      bank: 'Practice bank',
      secrets: { ...SECRETS, clientSecret },
      destination: NEW_TAB,
      findings: [],
      onErrors: 'send_anyway',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.value.flowId;
  };
  /** a flow with tokens, by hand */
  const finish = async (...given: Parameters<typeof start>) => {
    const flowId = await start(...given);
    await reaches(flowId, 'code_captured');
    await handlers.exchangeCode({ flowId, onErrors: 'send_anyway' });
    return reaches(flowId, 'tokens_received');
  };
  const again = async (flowId: string, change: object = {}) => {
    const reply = await handlers.runAgain({ flowId, destination: NEW_TAB, ...change });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.value.flowId;
  };
  return { effects, handlers, engine, read, reaches, start, finish, again };
}

function sentTo(path: string, name: string): (string | undefined)[] {
  return bank.control
    .log()
    .filter((entry) => entry.path.endsWith(path))
    .map(({ query, body }) => new Map([...query, ...body]).get(name));
}

describe('a flow that is run again', () => {
  it('gets tokens by itself, with a state and verifier of its own', async () => {
    const { finish, again, reaches } = worker();
    const pkce = { pkce: true };
    const first = await finish('practice-comma-scope', pkce, 'practice-secret-not-real');
    const flow = await reaches(await again(first.flowId), 'tokens_received');
    expect(flow.started).toMatchObject({ repeats: first.flowId, continues: true });
    for (const [path, name] of [
      ['/authorize', 'state'],
      ['/authorize', 'code_challenge'],
      ['/token', 'code_verifier'],
      ['/token', 'code'],
    ] as const) {
      const values = sentTo(path, name);
      expect(values).toHaveLength(2);
      expect(new Set(values).size).toBe(2);
      expect(values.every((value) => value && value.length >= 40)).toBe(true);
    }
  });

  it('waits for the person where the flow before did', async () => {
    const { start, again, reaches } = worker();
    const first = await start('practice-bpce-aisp');
    await reaches(first, 'code_captured');
    const flow = await reaches(await again(first), 'code_captured');
    expect(flow.started.continues).toBeUndefined();
    expect(sentTo('/token', 'code')).toEqual([]);
  });

  it('is stopped by a redirect that is not good', async () => {
    const { finish, again, reaches } = worker();
    const first = await finish('practice-bpce-aisp');
    bank.control.faults({ path: '/stet/psd2/oauth/authorize', kind: 'wrong-state' });
    await reaches(await again(first.flowId), 'refused_by_us');
    expect(sentTo('/token', 'code')).toHaveLength(1);
  });

  it('goes on when its redirect is pasted', async () => {
    const { finish, again, reaches, handlers } = worker();
    const first = await finish('practice-bpce-aisp');
    bank.control.faults({ path: '/stet/psd2/oauth/authorize', kind: 'shown' });
    const flowId = await again(first.flowId);
    await vi.waitFor(() => expect(sentTo('/authorize', 'state')).toHaveLength(2), SOON);
    bank.control.clearFaults();
    const { url } = await visit(
      authorizationUrl(bank, { state: sentTo('/authorize', 'state')[1] }),
    );
    await handlers.pasteRedirect({ flowId, url });
    await reaches(flowId, 'tokens_received');
  });

  it('goes on while its answer is held', async () => {
    const { finish, again, reaches, handlers, effects } = worker();
    const first = await finish('practice-bpce-aisp');
    bank.control.faults({ path: '/stet/psd2/oauth/authorize', kind: 'shown' });
    const flowId = await again(first.flowId);
    await vi.waitFor(() => expect(sentTo('/authorize', 'state')).toHaveLength(2), SOON);
    bank.control.clearFaults();
    await effects.journal.append(flowId, {
      kind: 'hold_set',
      redirectUri: `${bank.urls.app}/callback`,
      bank: bank.urls.bpce('17515'),
      atBank: false,
      gaps: [],
      untilMs: Date.now() + 60_000,
    });
    const { url } = await visit(
      authorizationUrl(bank, { state: sentTo('/authorize', 'state')[1] }),
    );
    await handlers.reportLanding({ url, tabId: 1, via: 'navigation' });
    const flow = await reaches(flowId, 'tokens_received');
    expect(flow.redirect?.held).toBeDefined();
  });

  it('sends its code once, however often the landing is told and whatever came of it', async () => {
    const { finish, again, reaches, handlers } = worker();
    const first = await finish('practice-bpce-aisp');
    bank.control.faults({ path: '/stet/psd2/oauth/token', kind: 'status', status: 500 });
    const flow = await reaches(await again(first.flowId), 'failed');
    const landing = new URL(flow.redirect?.response.landedOn ?? '');
    landing.searchParams.set('state', sentTo('/authorize', 'state')[1] ?? '');
    landing.searchParams.set('code', sentTo('/token', 'code')[1] ?? '');
    await handlers.reportLanding({ url: landing.href, tabId: 1, via: 'navigation' });
    expect(sentTo('/token', 'code')).toHaveLength(2);
  });

  it('goes through the steps before the redirect too', async () => {
    const { handlers, reaches, again, engine } = worker();
    const plan = planFor('practice-open-payments-aisp', {
      variables: { practicePort: String(bank.port) },
      redirectUri: `${bank.urls.app}/callback`,
    });
    const secrets = { ...SECRETS, clientSecret: SECRET };
    const given = { plan, secrets, bank: 'Practice bank', findings: [] };
    const reply = await handlers.startSteps(given);
    const flowId = reply.ok ? reply.value.flowId : '';
    for (const name of ['clientToken', 'createResource', 'createAuthorisation', 'chooseMethod']) {
      await handlers.runStep({ flowId, name });
    }
    const onErrors = 'send_anyway';
    await handlers.openFlow({ flowId, destination: NEW_TAB, findings: [], onErrors });
    await reaches(flowId, 'code_captured');
    await handlers.exchangeCode({ flowId, onErrors: 'send_anyway' });
    const flow = await reaches(await again(flowId), 'tokens_received');
    const before = await engine.read(flowId);
    expect(flow.captured.consentId).not.toBe(before?.captured.consentId);
    expect(flow.calls.map(({ name }) => name)).toEqual(before?.calls.map(({ name }) => name));
  });

  it('runs at another bank, under its name', async () => {
    const { finish, again, reaches } = worker();
    const first = await finish('practice-bpce-aisp');
    const change = { variables: { bankCode: '13807' }, bank: 'Another bank' };
    const flow = await reaches(await again(first.flowId, change), 'tokens_received');
    expect(flow.started.bank).toBe('Another bank');
    expect(flow.opened?.url).toContain('//13807.bpce.localhost');
    expect(flow.started.plan.draft.variables.practicePort).toBe(String(bank.port));
  });

  it('asks before it sends what the linter finds wrong elsewhere', async () => {
    const { finish, handlers } = worker();
    const { flowId, started } = await finish('practice-bpce-aisp');
    const change = { flowId, destination: NEW_TAB, findings: [{ ...ERROR, facts: [] }] };
    expect(await handlers.runAgain(change)).toMatchObject({ error: { kind: 'has_errors' } });
    expect(await handlers.runAgain({ ...change, anyway: true })).toMatchObject({ ok: true });
    expect(started.findings).toEqual([]);
  });
});

describe('the client secret of a replay whose own is gone', () => {
  const saved: SavedClient = {
    id: 'c1',
    label: 'Fake client',
    clientId: openPaymentsClient.client_id,
    redirectUris: [],
    clientAuthentication: 'client_secret_post',
    usedFor: ['practice-open-payments'],
    createdAtMs: 0,
    secretIs: 'in_memory',
  };

  async function withTokens(clients: SavedClient[] = []) {
    const made = worker(clients);
    const { handlers, reaches } = made;
    const variables = { practicePort: String(bank.port) };
    const reply = await handlers.requestToken({
      plan: planFor('practice-open-payments', { variables }),
      bank: 'Practice bank',
      clientSecret: SECRET,
      findings: [],
      onErrors: 'send_anyway',
    });
    const flowId = reply.ok ? reply.value.flowId : '';
    await reaches(flowId, 'tokens_received');
    return { ...made, flowId };
  }

  it('is asked for', async () => {
    const { handlers, flowId, reaches, again, effects } = await withTokens();
    effects.secrets.clear();
    expect(await handlers.runAgain({ flowId, destination: NEW_TAB })).toEqual({
      ok: false,
      error: { kind: 'secret_gone', what: 'client_secret' },
    });
    await reaches(await again(flowId, { clientSecret: SECRET }), 'tokens_received');
  });

  it.each<[string, Partial<SavedClient>, FlowState['phase'] | undefined]>([
    ['is that of a saved client with its id at its bank', {}, 'tokens_received'],
    ['is no other client’s', { clientId: 'another' }, undefined],
    ['is not one that was saved for another bank', { usedFor: ['practice-oidc'] }, undefined],
    ['is not one that is gone too', { secretIs: 'gone' }, undefined],
  ])('%s', async (_whose, change, phase) => {
    const clients: SavedClient[] = [];
    const { handlers, flowId, reaches, effects } = await withTokens(clients);
    effects.secrets.clear();
    const secret = await effects.vault.put('client:c1', 'client_secret', SECRET);
    clients.push({ ...saved, secret, ...change });
    const reply = await handlers.runAgain({ flowId, destination: NEW_TAB });
    expect(reply.ok).toBe(phase !== undefined);
    if (reply.ok && phase) await reaches(reply.value.flowId, phase);
  });

  it('is chosen by the person where the record came from elsewhere', async () => {
    const clients: SavedClient[] = [];
    const { handlers, flowId, reaches, again, effects } = await withTokens(clients);
    const [start] = effects.records;
    if (start?.happening.kind === 'started') Object.assign(start.happening, { imported: 1 });
    const secret = await effects.vault.put('client:c1', 'client_secret', SECRET);
    clients.push({ ...saved, secret });
    expect(await handlers.runAgain({ flowId, destination: NEW_TAB })).toMatchObject({
      error: { kind: 'secret_gone' },
    });
    await reaches(await again(flowId, { client: 'c1', anyway: true }), 'tokens_received');
  });

  it('is no key of ours that a record from elsewhere names', async () => {
    const { handlers, flowId, effects } = await withTokens();
    const [start] = effects.records;
    if (start?.happening.kind !== 'started') throw new Error('no start');
    const clientKey = { id: 'own', algorithms: ['PS256' as const], kid: '' };
    Object.assign(start.happening, { imported: 1, secrets: [] });
    Object.assign(start.happening.plan.draft, {
      clientKey,
      clientAuthentication: 'private_key_jwt',
    });
    const sign = vi.fn(async () => new Uint8Array(64));
    Object.assign(effects, { sign });
    expect(await handlers.runAgain({ flowId, destination: NEW_TAB, anyway: true })).toEqual({
      ok: false,
      error: { kind: 'secret_gone', what: 'client_key' },
    });
    expect(sign).not.toHaveBeenCalled();
  });
});

describe('the signing key of a replay of a record from elsewhere', () => {
  const key = { id: 'own-key', algorithms: ['ES256' as const], kid: 'fake-kid' };
  const saved: SavedClient = {
    id: 'c1',
    label: 'Fake client that signs',
    clientId: 'PSDFR-ACPR-12345',
    redirectUris: [],
    clientAuthentication: 'private_key_jwt',
    key,
    usedFor: ['practice-bpce-aisp'],
    createdAtMs: 0,
    secretIs: 'none',
  };

  /** a worker with the person's keys, and a flow that names one; `signed` are the ids that signed since */
  async function withRecord(clients: SavedClient[], imported: boolean) {
    const made = worker(clients);
    const signed: string[] = [];
    const sign = async (id: string) => {
      signed.push(id);
      return new Uint8Array(64);
    };
    Object.assign(made.effects, { sign });
    const { flowId } = await made.finish('practice-bpce-aisp', {
      clientAuthentication: 'private_key_jwt',
      clientKey: key,
    });
    expect(signed.splice(0)).toEqual(['own-key']);
    const [start] = made.effects.records;
    if (imported && start?.happening.kind === 'started') {
      Object.assign(start.happening, { imported: 1 });
    }
    return { ...made, flowId, signed };
  }

  it.each<[string, SavedClient, object]>([
    ['the key is there', saved, {}],
    ['the chosen client is not there', saved, { client: 'c2' }],
    ['the chosen client has none', { ...saved, key: undefined }, { client: 'c1' }],
  ])('is nobody’s unless chosen: %s', async (_what, client, change) => {
    const { handlers, flowId, signed, effects } = await withRecord([client], true);
    const before = effects.records.length;
    expect(await handlers.runAgain({ flowId, destination: NEW_TAB, ...change })).toEqual({
      ok: false,
      error: { kind: 'secret_gone', what: 'client_key' },
    });
    expect(signed).toEqual([]);
    expect(effects.records).toHaveLength(before);
  });

  it('is the chosen client’s, whatever the record names', async () => {
    const chosen = { ...saved, key: { ...key, id: 'chosen-key' } };
    const { flowId, again, reaches, signed } = await withRecord([chosen], true);
    const flow = await reaches(await again(flowId, { client: 'c1' }), 'tokens_received');
    expect(flow.started.plan.draft.clientKey).toEqual(chosen.key);
    expect(signed).toEqual(['chosen-key']);
  });

  it('is the flow’s own where it was recorded here', async () => {
    const { flowId, again, reaches, signed } = await withRecord([], false);
    await reaches(await again(flowId), 'tokens_received');
    expect(signed).toEqual(['own-key']);
  });
});

const ERROR = {
  id: 'AQ06',
  slug: 'request-state-missing',
  severity: 'error',
  actor: 'you',
  source: 'fake',
  facts: [],
} as const;

import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import type { FlowState } from '../../../src/core/flow/flow-state.ts';
import { lintTokenRequest } from '../../../src/core/lint/lint-token-request.ts';
import { headerOf } from '../../../src/core/oauth/http-message.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { DpopBank } from './dpop-bank.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'https://app.example/callback';
const ASK = { bank: 'Practice', onErrors: 'ask' } as const;
const TOKEN_URL = 'https://server.example/token';

/** Effects with a store of keys like the worker's. */
class SigningEffects extends MemoryEffects {
  readonly keys = new KeyStore(openedOnce(openFlowDatabase(`dpop-${Math.random()}`)), this.clock);
  sign: KeyStore['sign'] = (...given) => this.keys.sign(...given);
  createKey: KeyStore['create'] = (...given) => this.keys.create(...given);
}

let effects: SigningEffects;
let engine: FlowEngine;
let bank: DpopBank;
beforeEach(() => {
  effects = new SigningEffects();
  engine = new FlowEngine(effects);
  bank = new DpopBank(effects.clock);
  effects.bank = bank.send;
});

function planWith(binding: Partial<NonNullable<FlowPlan['profile']['tokenBinding']>> = {}) {
  const plan = planFor('oidc', { clientAuthentication: 'none', redirectUri: CALLBACK });
  const tokenBinding = { requirement: 'required', by: ['dpop'], ...binding } as const;
  return { ...plan, profile: { ...plan.profile, tokenBinding } } as FlowPlan;
}

async function flowWithCode(plan = planWith()): Promise<string> {
  const started = await engine.startAuthorization(plan, SECRETS, ASK);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { flowId, recordedUrl: url } = started.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
  const landed = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url: landed, via: 'pasted', flowId });
  return flowId;
}

async function flowWithTokens(plan = planWith()): Promise<string> {
  const flowId = await flowWithCode(plan);
  await engine.exchangeCode(flowId, 'ask');
  return flowId;
}

async function read(flowId: string): Promise<FlowState> {
  const flow = await engine.read(flowId);
  if (!flow) throw new Error('no flow');
  return flow;
}

async function callApi(flowId: string, onErrors: 'ask' | 'send_anyway' = 'ask') {
  const { tokens } = await read(flowId);
  const token = tokens.findLast(({ kind }) => kind === 'access_token');
  return engine.callApi(flowId, 'api', token?.secret.id ?? '', onErrors);
}

const outcomes = ({ calls }: FlowState) => calls.map(({ outcome }) => outcome);
const proofs = () => effects.sent.map((request) => decodeJwt(headerOf(request, 'dpop') ?? ''));

/** The three grants, and a call with a token: what each prepares, and what then goes out. */
const WAYS = {
  exchange: { prepare: flowWithCode, run: (id: string) => engine.exchangeCode(id, 'ask') },
  refresh: { prepare: flowWithTokens, run: (id: string) => engine.refresh(id) },
  client_credentials: {
    prepare: async () => '',
    async run() {
      const plan = planWith();
      const draft = { ...plan.draft, grant: 'client_credentials' } as const;
      const profile = { ...plan.profile, clientAuthentication: ['none' as const] };
      const reply = await engine.requestToken({ profile, draft }, '', ASK);
      return reply.ok ? reply.value.answered : reply;
    },
  },
  api: { prepare: flowWithTokens, run: (id: string) => callApi(id) },
} as const;
const ways = Object.keys(WAYS) as (keyof typeof WAYS)[];

async function go(way: keyof typeof WAYS): Promise<FlowState> {
  const prepared = await WAYS[way].prepare();
  effects.sent.length = 0;
  const reply = await WAYS[way].run(prepared);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return read(reply.value.flowId);
}

describe.each(ways)('%s at a bank that binds tokens', (way) => {
  it('carries a proof that the bank takes', async () => {
    const flow = await go(way);
    expect(['tokens', 'api_ok']).toContain(outcomes(flow).at(-1));
    expect(effects.sent).toHaveLength(1);
  });

  it('leaves what the proof says in the record, and not the proof', async () => {
    const flow = await go(way);
    const [sent] = effects.sent;
    const jwt = (sent && headerOf(sent, 'dpop')) ?? '';
    const { proof, request } = flow.calls.at(-1) ?? {};
    expect(proof?.claims).toEqual(decodeJwt(jwt));
    expect(proof?.header).toMatchObject({ typ: 'dpop+jwt', jwk: flow.started.dpopKey?.jwk });
    expect(request && headerOf(request, 'dpop')).toBe('{{masked#}}');
    expect(JSON.stringify(effects.records)).not.toContain(jwt.split('.')[2]);
  });

  it('goes out once more, with the nonce that the bank wants and a new id', async () => {
    const prepared = await WAYS[way].prepare();
    bank.nonce = 'FAKE-nonce-1';
    effects.sent.length = 0;
    const reply = await WAYS[way].run(prepared);
    const flow = await read(reply.ok ? reply.value.flowId : '');
    const [first, second] = proofs();
    expect(effects.sent).toHaveLength(2);
    expect([first?.nonce, second?.nonce]).toEqual([undefined, 'FAKE-nonce-1']);
    expect(first?.jti).not.toBe(second?.jti);
    const [asked, answered] = flow.calls.slice(-2);
    expect(asked?.outcome).toBe('nonce_wanted');
    expect(asked?.findings).toMatchObject([{ id: 'TE06', severity: 'info' }]);
    expect(['tokens', 'api_ok']).toContain(answered?.outcome);
    expect(answered?.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('goes out twice at most', async () => {
    const prepared = await WAYS[way].prepare();
    bank.nonce = 'FAKE-nonce-1';
    bank.neverTakes = true;
    effects.sent.length = 0;
    const reply = await WAYS[way].run(prepared);
    const flow = await read(reply.ok ? reply.value.flowId : '');
    expect(effects.sent).toHaveLength(2);
    expect(outcomes(flow).slice(-2)).toEqual([
      'nonce_wanted',
      way === 'api' ? 'api_refused' : 'error',
    ]);
  });

  it('goes out once to a bank that wants a nonce and gives none', async () => {
    const prepared = await WAYS[way].prepare();
    bank.nonce = 'FAKE-nonce-1';
    bank.keepsNonce = true;
    effects.sent.length = 0;
    const reply = await WAYS[way].run(prepared);
    const flow = await read(reply.ok ? reply.value.flowId : '');
    expect(effects.sent).toHaveLength(1);
    const { findings = [] } = flow.calls.at(-1) ?? {};
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'TE06', severity: 'error', actor: 'bank', facts: [''] }),
    );
    // Nothing is said of a token that the bank did not look at.
    expect(findings.map(({ id }) => id)).not.toContain('RS04');
  });

  it('sends and records nothing more when the key is gone', async () => {
    const prepared = await WAYS[way].prepare();
    effects.sign = async () => undefined;
    effects.sent.length = 0;
    const gone = { ok: false, error: { kind: 'secret_gone', what: 'dpop_key' } };
    expect(await WAYS[way].run(prepared)).toEqual(gone);
    expect(effects.sent).toEqual([]);
    expect(effects.records.at(-1)?.happening.kind).not.toBe('call_prepared');
  });
});

describe('the nonce', () => {
  it('is in the next proof from the first, once the bank has given one', async () => {
    bank.nonce = 'FAKE-nonce-1';
    const flowId = await flowWithTokens();
    await callApi(flowId);
    await engine.refresh(flowId);
    expect(outcomes(await read(flowId))).toEqual(['nonce_wanted', 'tokens', 'api_ok', 'tokens']);
  });

  it('is used though it looks like a token, which no record shows', async () => {
    bank.nonce = 'eyJGQUtFIjoibm9uY2UifQ.FAKEnonce.FAKEsignature';
    const flowId = await flowWithTokens();
    expect(outcomes(await read(flowId))).toEqual(['nonce_wanted', 'tokens']);
    expect(proofs()[1]?.nonce).toBe(bank.nonce);
    expect(JSON.stringify(effects.records)).not.toContain(bank.nonce);
  });
});

describe('a proof', () => {
  it('is without fault by our own rule', async () => {
    bank.nonce = 'FAKE-nonce-1';
    const flow = await go('exchange');
    const { dpopKey, plan } = flow.started;
    effects.sent.forEach((request, at) => {
      const jtis = bank.jtis.slice(0, at);
      const nonce = at === 0 ? undefined : bank.nonce;
      const proven = { jwk: dpopKey?.jwk, jtis, nonce };
      const { nowMs } = effects;
      const findings = lintTokenRequest({ request, plan, purpose: 'exchange', nowMs, proven });
      expect(findings.filter(({ id }) => id === 'TQ17')).toEqual([]);
    });
    expect(effects.sent).toHaveLength(2);
  });

  it('is signed with what the bank takes first of what a key can do', async () => {
    const flowId = await flowWithTokens(planWith({ algorithms: ['HS256', 'PS256', 'ES256'] }));
    const { calls } = await read(flowId);
    expect(calls.at(-1)).toMatchObject({ outcome: 'tokens', proof: { header: { alg: 'PS256' } } });
  });

  it('goes nowhere where tokens are not bound', async () => {
    bank.token_type = 'Bearer';
    effects.bank = async () => ok(jsonAnswer(400, { error: 'invalid_request' }, effects.nowMs));
    const flowId = await flowWithTokens(planWith({ requirement: 'supported' }));
    expect((await read(flowId)).started.dpopKey).toBeUndefined();
    expect(effects.sent.map((request) => headerOf(request, 'dpop'))).toEqual([undefined]);
  });
});

describe('a token that is not bound though it should be', () => {
  it('is told, and asks before it goes anywhere', async () => {
    bank.token_type = 'Bearer';
    const flowId = await flowWithTokens();
    const { calls } = await read(flowId);
    expect(calls.at(-1)?.findings).toContainEqual(
      expect.objectContaining({ id: 'TR20', severity: 'error' }),
    );
    expect(await callApi(flowId)).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'TR20' }] },
    });
    expect(effects.sent).toHaveLength(1);
    await callApi(flowId, 'send_anyway');
    const [, call] = effects.sent;
    expect(call && headerOf(call, 'authorization')).toMatch(/^Bearer /);
    expect(call && headerOf(call, 'dpop')).toBeUndefined();
  });

  it('is a warning where the bank may have bound it by a certificate', async () => {
    bank.token_type = 'Bearer';
    const flowId = await flowWithTokens(planWith({ by: ['dpop', 'mtls'] }));
    expect((await read(flowId)).calls.at(-1)?.findings).toContainEqual(
      expect.objectContaining({ id: 'TR20', severity: 'warn' }),
    );
    expect(await callApi(flowId)).toMatchObject({ ok: true });
  });

  it('names another key: told, and asks as well', async () => {
    bank.cnf = { jkt: 'another' };
    const flowId = await flowWithTokens();
    expect(await callApi(flowId)).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'JW23', actor: 'bank' }] },
    });
  });

  it('is said nothing of when it names our key', async () => {
    bank.cnf = {};
    const flowId = await flowWithTokens();
    const ids = (await read(flowId)).calls.at(-1)?.findings.map(({ id }) => id);
    expect(ids).not.toContain('JW23');
    expect(await callApi(flowId)).toMatchObject({ ok: true });
  });

  it('names another certificate than the one in use', async () => {
    const claims = btoa(JSON.stringify({ cnf: { 'x5t#S256': 'theirs' } })).replace(/=+$/, '');
    const access_token = `eyJhbGciOiJFUzI1NiJ9.${claims}.FAKE`;
    effects.bank = async () =>
      ok(jsonAnswer(200, { access_token, token_type: 'Bearer' }, effects.nowMs));
    Object.assign(effects, { certificateThumbprint: 'ours' });
    const flowId = await flowWithTokens(planWith({ by: ['mtls'] }));
    expect((await read(flowId)).calls.at(-1)?.findings).toContainEqual(
      expect.objectContaining({
        id: 'JW23',
        severity: 'error',
        facts: ['cnf.x5t#S256', 'theirs', 'ours'],
      }),
    );
  });
});

describe('a pushed request', () => {
  it('proves the key that its tokens will be bound to, and is pushed anew with the nonce', async () => {
    const plan = planWith();
    const { sandbox } = plan.profile.environments;
    if (!sandbox) throw new Error('no sandbox');
    const par = { pushedAuthorizationRequestEndpoint: 'https://server.example/par' };
    const environments = {
      sandbox: { ...sandbox, endpoints: { ...sandbox.endpoints, ...par } },
    };
    const profile = {
      ...plan.profile,
      environments,
      pushedRequests: 'required',
    } as const;
    const draft = { ...plan.draft, clientAuthentication: 'client_secret_jwt' } as const;
    bank.nonce = 'FAKE-nonce-1';
    const secrets = { ...SECRETS, clientSecret: 'FAKE-secret-0123456789-0123456789' };
    const started = await engine.startAuthorization(
      { profile: { ...profile, clientAuthentication: ['client_secret_jwt'] }, draft },
      secrets,
      ASK,
    );
    expect(started).toMatchObject({ ok: true });
    const flow = await read(started.ok ? started.value.flowId : '');
    expect(outcomes(flow)).toEqual(['nonce_wanted', 'pushed']);
    expect(flow.pushed).toMatchObject({ opened: false });
    const [first, second] = effects.sent.map(({ body }) => new URLSearchParams(body));
    expect(second?.get('state')).toBe(first?.get('state'));
    expect(second?.get('client_assertion')).not.toBe(first?.get('client_assertion'));
    expect(proofs()[1]).toMatchObject({ htu: 'https://server.example/par', nonce: bank.nonce });
  });
});

describe('other requests to the bank', () => {
  it('of a token’s state prove the client, not the key', async () => {
    const plan = planWith();
    const introspect = {
      transport: 'worker',
      role: 'introspection',
      method: 'POST',
      url: '{tokenEndpoint}/introspect',
      placement: 'form',
      parameters: [{ name: 'token', value: '{token}' }],
    } as const;
    const requests = { ...plan.profile.requests, introspect: { ...introspect, parameters: [] } };
    const flowId = await flowWithTokens({ ...plan, profile: { ...plan.profile, requests } });
    effects.sent.length = 0;
    effects.bank = async () =>
      ok(jsonAnswer(200, { active: true, cnf: { jkt: 'another' } }, effects.nowMs));
    const token = (await read(flowId)).tokens.find(({ kind }) => kind === 'access_token');
    await engine.askTokenStatus(flowId, 'introspection', token?.secret.id ?? '');
    expect(effects.sent.map((request) => headerOf(request, 'dpop'))).toEqual([undefined]);
    expect((await read(flowId)).calls.at(-1)?.findings).toContainEqual(
      expect.objectContaining({ id: 'JW23', severity: 'error' }),
    );
    // What the bank said of the token counts from then on.
    expect(await callApi(flowId)).toMatchObject({ error: { kind: 'has_errors' } });
  });

  it('of steps before the redirect carry proofs: for a token, and with it', async () => {
    const plan = planWith();
    const { clientCredentials, ...requests } = plan.profile.requests;
    if (!clientCredentials) throw new Error('no such request');
    const consent = {
      transport: 'worker',
      role: 'resource',
      method: 'POST',
      url: '{apiBase}/consents?x=1',
      placement: 'json',
      parameters: [],
      headers: { Authorization: 'Bearer {clientToken}' },
    } as const;
    const profile = {
      ...plan.profile,
      grants: { authorization_code: ['clientToken', 'consent', 'authorize', 'exchange'] },
      requests: {
        ...requests,
        clientToken: clientCredentials,
        consent: { ...consent, parameters: [] },
      },
    } as FlowPlan['profile'];
    bank.nonce = 'FAKE-nonce-1';
    const started = await engine.startSteps({ ...plan, profile }, SECRETS, ASK);
    const flowId = started.ok ? started.value.flowId : '';
    await engine.runStep(flowId, 'clientToken');
    await engine.runStep(flowId, 'consent');
    expect(outcomes(await read(flowId))).toEqual(['nonce_wanted', 'tokens', 'api_ok']);
    const [, , consented] = proofs();
    expect(consented).toMatchObject({ htu: 'https://server.example/userinfo/consents' });
    expect(consented?.ath).toBeDefined();
    expect(proofs()[0]?.htu).toBe(TOKEN_URL);
  });
});

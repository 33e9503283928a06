import { generateKeyPairSync } from 'node:crypto';
import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { decodeJwt, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import type { BankProfile } from '../../../src/core/banks/bank-profile.ts';
import type { ClientKey } from '../../../src/core/clients/client-key.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import type { FlowPlan, RequestDraft } from '../../../src/core/oauth/request-draft.ts';
import { err, ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openedHappening } from '../../../src/engine/open-request.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const PAR = 'https://server.example/par';
const URN = 'urn:ietf:params:oauth:request_uri:made-up-0001';
const ISSUER = 'https://server.example';
const KEY: ClientKey = { id: 'key-1', algorithms: ['ES256'], kid: 'made-up-kid' };
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateJwk = pair.privateKey.export({ format: 'jwk' }) as Record<string, string>;
const ASK = { bank: 'Made up', onErrors: 'ask' } as const;
const ANYWAY = { bank: 'Made up', onErrors: 'send_anyway' } as const;

/** Effects with a store of keys like the worker's. */
class SigningEffects extends MemoryEffects {
  readonly keys = new KeyStore(openedOnce(openFlowDatabase(`push-${Math.random()}`)), this.clock);
  sign: KeyStore['sign'] = (...given) => this.keys.sign(...given);
  createKey: KeyStore['create'] = (...given) => this.keys.create(...given);
}

let effects: SigningEffects;
let engine: FlowEngine;
let answers: (() => ReturnType<MemoryEffects['bank']>)[];
beforeEach(async () => {
  effects = new SigningEffects();
  engine = new FlowEngine(effects);
  await effects.keys.save(KEY.id, privateJwk, { ES256 });
  answers = [];
  effects.bank = async () => {
    const next = answers.shift();
    return next ? next() : ok(jsonAnswer(201, { request_uri: URN, expires_in: 60 }, effects.nowMs));
  };
});

const answer = (status: number, json: unknown) => async () =>
  ok(jsonAnswer(status, json, effects.nowMs));

/** A bank that wants requests pushed and signed, as far as a test says so. */
function planWith(profile: Partial<BankProfile>, draft: Partial<RequestDraft> = {}): FlowPlan {
  const plan = planFor('oidc', { clientKey: KEY, clientAuthentication: 'none', ...draft });
  const { sandbox } = plan.profile.environments;
  if (!sandbox) throw new Error('no sandbox');
  const endpoints = {
    ...sandbox.endpoints,
    issuer: ISSUER,
    pushedAuthorizationRequestEndpoint: PAR,
  };
  const environments = { sandbox: { ...sandbox, endpoints } };
  return { ...plan, profile: { ...plan.profile, environments, ...profile } };
}

const PUSHED: Partial<BankProfile> = { pushedRequests: 'required' };
const SIGNED: Partial<BankProfile> = {
  requestObject: { requirement: 'required', algorithms: ['ES256'] },
};

async function start(plan: FlowPlan, options: typeof ASK | typeof ANYWAY = ASK) {
  const reply = await engine.startAuthorization(plan, SECRETS, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

async function startAndOpen(plan: FlowPlan) {
  const opened = await start(plan);
  await effects.journal.append(opened.flowId, openedHappening(opened, 'new_tab'));
  return opened;
}

const stateOf = (flowId: string) =>
  foldFlow(effects.records.filter((event) => event.flowId === flowId));
const sentBody = (at = 0) => new URLSearchParams(effects.sent[at]?.body);

describe('a pushed request', () => {
  it('goes to the bank first, and the browser opens its reference alone', async () => {
    const { url, flowId } = await start(planWith(PUSHED));
    expect(url).toBe(
      `https://server.example/authorize?client_id=practice-client&request_uri=${encodeURIComponent(URN)}`,
    );
    expect(effects.sent).toMatchObject([{ method: 'POST', url: PAR }]);
    expect(Object.fromEntries(sentBody())).toMatchObject({
      response_type: 'code',
      client_id: 'practice-client',
      state: SECRETS.state,
      code_challenge_method: 'S256',
    });
    expect(stateOf(flowId)).toMatchObject({
      phase: 'draft',
      pushed: { requestUri: URN, endsAtMs: effects.nowMs + 60_000, opened: false },
      calls: [{ purpose: 'push', outcome: 'pushed', findings: [] }],
    });
  });

  it('is recorded before it is sent, without its secrets', async () => {
    const plan = planWith(PUSHED, { clientAuthentication: 'client_secret_post' });
    const secrets = { ...SECRETS, clientSecret: 'FAKE-secret-0001' };
    await engine.startAuthorization(plan, secrets, ASK);
    expect(sentBody().get('client_secret')).toBe('FAKE-secret-0001');
    expect(effects.records.map(({ happening }) => happening.kind)).toEqual([
      'started',
      'call_prepared',
      'call_sent',
      'call_answered',
    ]);
    const record = JSON.stringify(effects.records);
    for (const value of ['FAKE-secret-0001', SECRETS.state, SECRETS.nonce]) {
      expect(record).not.toContain(value);
    }
  });

  it('asks for details as they were typed, and records none of a secret in them', async () => {
    const token = `eyJhbGciOiJub25lIn0.${btoa('{"made":"up"}').replaceAll('=', '')}.x`;
    const { flowId } = await start(
      planWith(PUSHED, {
        resources: [`https://api.example/${SECRETS.state}`],
        authorizationDetails: [{ type: 'made_up', values: { reference: token, actions: 'read' } }],
      }),
    );
    expect(sentBody().get('resource')).toBe(`https://api.example/${SECRETS.state}`);
    const details = JSON.parse(sentBody().get('authorization_details') ?? '');
    expect(details).toEqual([{ type: 'made_up', reference: token, actions: 'read' }]);
    const record = JSON.stringify(effects.records);
    expect(record).not.toContain(token);
    expect(record).not.toContain(SECRETS.state);
    expect(stateOf(flowId)?.started.plan.draft.authorizationDetails).toMatchObject([
      { type: 'made_up', values: { reference: expect.stringMatching(/^\{\{/), actions: 'read' } },
    ]);
  });

  it('proves the client with an assertion, as at the token endpoint', async () => {
    const assertion = { audience: '{issuer}' };
    const plan = planWith(
      { ...PUSHED, clientAssertion: assertion },
      { clientAuthentication: 'private_key_jwt' },
    );
    const { flowId } = await start(plan);
    const jwt = sentBody().get('client_assertion') ?? '';
    const currentDate = new Date(effects.nowMs);
    await jwtVerify(jwt, pair.publicKey, { audience: ISSUER, currentDate });
    expect(stateOf(flowId)?.calls[0]).toMatchObject({ assertion: { claims: decodeJwt(jwt) } });
    expect(JSON.stringify(effects.records)).not.toContain(jwt);
  });

  it('is pushed once more by a person, also while the bank’s page waits', async () => {
    const { flowId } = await startAndOpen(planWith(PUSHED));
    const again = `${URN}-2`;
    answers = [answer(201, { request_uri: again, expires_in: 90 })];
    expect(await engine.push(flowId, 'ask')).toEqual({ ok: true, value: { flowId } });
    expect(stateOf(flowId)).toMatchObject({
      phase: 'awaiting_redirect',
      pushed: { requestUri: again, opened: false },
    });
    const opened = await engine.openLater(flowId, { onErrors: 'ask' });
    expect(opened.ok && opened.value.url).toContain(encodeURIComponent(again));
    expect(sentBody(1).get('state')).toBe(SECRETS.state);
  });

  it('is opened later, as long as it lives and nobody opened it', async () => {
    const { flowId } = await start(planWith(PUSHED));
    effects.nowMs += 59_999;
    const opened = await engine.openLater(flowId, { onErrors: 'ask' });
    expect(opened.ok && opened.value.url).toContain(encodeURIComponent(URN));
    expect(effects.sent).toHaveLength(1);
  });

  it.each([
    ['was opened', 0, true, ['1', '2026-11-21T12:01:00Z']],
    ['has ended', 60_000, false, ['0', '2026-11-21T12:01:00Z']],
  ])(
    'is not opened when it %s, whatever a person says',
    async (_what, laterMs, wasOpened, facts) => {
      const { flowId } = wasOpened
        ? await startAndOpen(planWith(PUSHED))
        : await start(planWith(PUSHED));
      effects.nowMs += laterMs;
      for (const { onErrors } of [ASK, ANYWAY]) {
        expect(await engine.openLater(flowId, { onErrors })).toMatchObject({
          ok: false,
          error: { kind: 'has_errors', findings: [{ id: 'AQ23', severity: 'error', facts }] },
        });
      }
      expect(effects.sent).toHaveLength(1);
      await engine.push(flowId, 'ask');
      expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({ ok: true });
    },
  );

  it('is opened no more once a step has brought other ids than it was made of', async () => {
    const { flowId } = await start(planWith(PUSHED));
    await effects.journal.append(flowId, {
      kind: 'captured',
      values: { consentId: 'c-2' },
      by: 'person',
    });
    const again = await engine.openLater(flowId, { onErrors: 'send_anyway' });
    expect(again).toMatchObject({ error: { kind: 'has_errors', findings: [{ id: 'AQ23' }] } });
    await engine.push(flowId, 'send_anyway');
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({ ok: true });
  });

  it('lives for a minute where the bank does not say how long', async () => {
    answers = [answer(201, { request_uri: URN })];
    const { flowId } = await start(planWith(PUSHED));
    expect(stateOf(flowId)).toMatchObject({
      pushed: { endsAtMs: effects.nowMs + 60_000 },
      calls: [{ findings: [{ id: 'TR22', severity: 'warn' }] }],
    });
  });

  it.each([
    ['refuses it', 400, { error: 'invalid_request' }, 'error', 'refused_by_bank', ['TE01']],
    [
      'does not know the client',
      401,
      { error: 'invalid_client' },
      'error',
      'refused_by_bank',
      ['TE01', 'TE03'],
    ],
    ['gives no reference', 201, { expires_in: 60 }, 'unexpected', 'failed', ['TR22']],
    ['breaks down', 500, {}, 'unexpected', 'failed', ['TE05']],
  ])('opens nothing when the bank %s', async (_what, status, json, outcome, phase, ids) => {
    answers = [answer(status, json)];
    const reply = await engine.startAuthorization(planWith(PUSHED), SECRETS, ASK);
    const [flowId = ''] = effects.records.map((event) => event.flowId);
    expect(reply).toEqual({ ok: false, error: { kind: 'push_failed', flowId } });
    const state = stateOf(flowId);
    expect(state).toMatchObject({ phase, calls: [{ outcome }] });
    expect(state?.calls[0]?.findings.map(({ id }) => id)).toEqual(ids);
    expect(state?.pushed).toBeUndefined();
    // The same flow goes on once it is pushed again.
    await engine.push(flowId, 'ask');
    expect(stateOf(flowId)?.phase).toBe('draft');
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({ ok: true });
  });

  it('opens nothing when nobody waits for the bank', async () => {
    answers = [async () => err({ kind: 'cancelled' })];
    const reply = await engine.startAuthorization(planWith(PUSHED), SECRETS, ASK);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'push_failed' } });
    expect(stateOf('id-1')?.phase).toBe('failed');
  });

  it.each<[string, Partial<BankProfile>, Partial<RequestDraft>, object]>([
    [
      'the key is gone',
      PUSHED,
      { clientAuthentication: 'private_key_jwt', clientKey: { ...KEY, id: 'another' } },
      { kind: 'secret_gone', what: 'client_key' },
    ],
    [
      'nobody has a key for the object',
      { ...PUSHED, ...SIGNED },
      { clientKey: undefined },
      { kind: 'secret_gone', what: 'client_key' },
    ],
    [
      'the key cannot sign so',
      SIGNED,
      { clientKey: { ...KEY, algorithms: ['PS256'] } },
      { kind: 'secret_gone', what: 'client_key' },
    ],
  ])('is not even recorded when %s', async (_what, profile, draft, error) => {
    const reply = await engine.startAuthorization(planWith(profile, draft), SECRETS, ASK);
    expect(reply).toEqual({ ok: false, error });
    expect(effects.records).toEqual([]);
    expect(effects.sent).toEqual([]);
  });

  it('is not even recorded when there is nowhere to push it to', async () => {
    const plan = planWith(PUSHED);
    const { sandbox } = plan.profile.environments;
    if (!sandbox) throw new Error('no sandbox');
    const at = (pushedAuthorizationRequestEndpoint: string | undefined) => ({
      ...plan,
      profile: {
        ...plan.profile,
        environments: {
          sandbox: {
            ...sandbox,
            endpoints: { ...sandbox.endpoints, pushedAuthorizationRequestEndpoint },
          },
        },
      },
    });
    const names = ['pushedAuthorizationRequestEndpoint'];
    expect(await engine.startAuthorization(at(undefined), SECRETS, ASK)).toMatchObject({
      error: { kind: 'missing_values', names },
    });
    expect(await engine.startAuthorization(at('http://server.example/par'), SECRETS, ASK)).toEqual({
      ok: false,
      error: { kind: 'plain_http', host: 'server.example' },
    });
    expect(effects.records).toEqual([]);
  });

  it('needs a client secret that is still there', async () => {
    const plan = planWith(PUSHED, { clientAuthentication: 'client_secret_post' });
    const secrets = { ...SECRETS, clientSecret: 'FAKE-secret-0001' };
    const started = await engine.startAuthorization(plan, secrets, ASK);
    const flowId = started.ok ? started.value.flowId : '';
    for (const [id, { reference }] of effects.secrets) {
      if (reference.kind === 'client_secret') effects.secrets.delete(id);
    }
    const gone = { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
    expect(await engine.push(flowId, 'ask')).toEqual(gone);
    // What was pushed before can be opened without it.
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({ ok: true });
  });

  it.each([
    ['of a plain flow', async () => (await start(planWith({}))).flowId],
    [
      'of a flow that was given up',
      async () => {
        const { flowId } = await start(planWith(PUSHED));
        await engine.abandon(flowId);
        return flowId;
      },
    ],
    [
      'of a flow whose answer came',
      async () => {
        const { flowId } = await startAndOpen(planWith(PUSHED));
        const url = `http://app.localhost:8489/callback?error=access_denied&state=${SECRETS.state}`;
        await engine.acceptRedirect({ url, via: 'pasted', flowId });
        return flowId;
      },
    ],
  ])('is not pushed or opened again %s', async (_what, begin) => {
    const flowId = await begin();
    const sent = effects.sent.length;
    const nothing = { ok: false, error: { kind: 'nothing_to_send' } };
    expect(await engine.push(flowId, 'send_anyway')).toEqual(nothing);
    expect(effects.sent).toHaveLength(sent);
  });

  it.each<[string, Partial<BankProfile>, Partial<RequestDraft>]>([
    ['a person', {}, { dpop: true }],
    ['the bank', { tokenBinding: { requirement: 'required', by: ['dpop'] } }, {}],
  ])(
    'carries the key that %s wants tokens bound to, where the bank’s request names it',
    async (_who, profile, draft) => {
      const plan = planWith({ ...PUSHED, ...profile }, draft);
      const { authorize } = plan.profile.requests;
      if (!authorize) throw new Error('no request');
      const jkt = { name: 'dpop_jkt', value: '{dpopJkt}', requirement: 'required' as const };
      const parameters = [...authorize.parameters, jkt];
      const requests = { ...plan.profile.requests, authorize: { ...authorize, parameters } };
      const { flowId } = await start({ ...plan, profile: { ...plan.profile, requests } });
      const thumbprint = stateOf(flowId)?.started.dpopKey?.thumbprint;
      expect(thumbprint).toMatch(/^[\w-]{43}$/);
      expect(sentBody().get('dpop_jkt')).toBe(thumbprint);
    },
  );

  it('fills a detail with the day until which a consent is asked for, and the flow’s own id', async () => {
    const values = { until: '{consentUntil}', reference: '{requestId}' };
    const plan = planWith(PUSHED, { authorizationDetails: [{ type: 'consent', values }] });
    const { flowId } = await start(plan);
    const startedAtMs = stateOf(flowId)?.startedAtMs ?? Number.NaN;
    const until = new Date(startedAtMs + 90 * 86_400_000).toISOString().slice(0, 10);
    expect(JSON.parse(sentBody().get('authorization_details') ?? '')).toEqual([
      { type: 'consent', until, reference: flowId },
    ]);
  });
});

describe('a request object', () => {
  it('stands in the address for all that it says, and masked in the record', async () => {
    const opened = await startAndOpen(planWith(SIGNED));
    const jwt = new URL(opened.url).searchParams.get('request') ?? '';
    const { payload, protectedHeader } = await jwtVerify(jwt, pair.publicKey, {
      issuer: 'practice-client',
      audience: ISSUER,
      typ: 'oauth-authz-req+jwt',
      currentDate: new Date(effects.nowMs),
    });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: 'made-up-kid' });
    expect(payload).toMatchObject({ state: SECRETS.state, nonce: SECRETS.nonce });
    expect([...new URL(opened.url).searchParams.keys()]).toEqual(['client_id', 'request']);
    expect(effects.sent).toEqual([]);
    const record = JSON.stringify(effects.records);
    for (const secret of [jwt, SECRETS.state, SECRETS.nonce]) expect(record).not.toContain(secret);
    expect(stateOf(opened.flowId)?.opened).toMatchObject({
      url: expect.stringMatching(/&request=\{\{request_object#[0-9a-f]{8}\}\}$/),
      requestObject: {
        header: protectedHeader,
        claims: {
          ...payload,
          state: expect.stringMatching(/^\{\{state#/),
          nonce: expect.any(String),
        },
      },
    });
  });

  it('is pushed in place of the parameters', async () => {
    const { flowId, url } = await start(planWith({ ...PUSHED, ...SIGNED }));
    expect([...sentBody().keys()]).toEqual(['client_id', 'request']);
    await jwtVerify(sentBody().get('request') ?? '', pair.publicKey, {
      audience: ISSUER,
      currentDate: new Date(effects.nowMs),
    });
    expect(url).toContain('request_uri=');
    expect(stateOf(flowId)?.calls[0]).toMatchObject({
      purpose: 'push',
      requestObject: { claims: { aud: ISSUER } },
      request: {
        parameters: [
          { name: 'client_id' },
          { value: expect.stringMatching(/^\{\{request_object#/) },
        ],
      },
    });
  });

  it('is made anew for each push', async () => {
    const { flowId } = await start(planWith({ ...PUSHED, ...SIGNED }));
    await engine.push(flowId, 'ask');
    const ids = [0, 1].map((at) => decodeJwt(sentBody(at).get('request') ?? '').jti);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['aud', 'https://other.example', ['aud', 'https://other.example', ISSUER]],
    ['exp', '1', ['exp', '1', '+1 … +3600 s']],
    ['iss', 'somebody', ['iss', 'somebody', 'practice-client']],
  ])('asks before it leaves with a wrong %s', async (name, value, facts) => {
    const plan = planWith({ ...PUSHED, ...SIGNED }, { extra: [{ name, value }] });
    expect(await engine.startAuthorization(plan, SECRETS, ASK)).toMatchObject({
      ok: false,
      error: { kind: 'has_errors', findings: [{ id: 'AQ24', facts }] },
    });
    expect(effects.records).toEqual([]);
    expect(effects.sent).toEqual([]);
    const { flowId } = await start(plan, ANYWAY);
    expect(stateOf(flowId)?.started.findings).toMatchObject([{ id: 'AQ24', facts }]);
    expect(String(decodeJwt(sentBody().get('request') ?? '')[name])).toBe(value);
  });

  it('asks before one leaves that a person made, without a signature', async () => {
    const none = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ aud: ISSUER }))}.`;
    const plan = planWith(SIGNED, {
      extra: [{ name: 'request', value: none.replaceAll('=', '') }],
    });
    const reply = await engine.startAuthorization(plan, SECRETS, ASK);
    expect(reply).toMatchObject({ error: { kind: 'has_errors' } });
    expect(!reply.ok && 'findings' in reply.error && reply.error.findings[0]).toMatchObject({
      id: 'AQ24',
      facts: ['alg', 'none', 'ES256'],
    });
  });

  it('asks before a request goes plainly to a bank that takes objects alone', async () => {
    const plan = planWith(SIGNED, { requestObject: false });
    expect(await engine.startAuthorization(plan, SECRETS, ASK)).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'AQ24', facts: ['request', '–', 'JWT'] }] },
    });
  });
});

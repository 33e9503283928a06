import { beforeEach, describe, expect, it } from 'vitest';
import type { FlowState } from '../../../src/core/flow/flow-state.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

const answer = (status: number, body: object | string = {}) => {
  effects.bank = async () => ({ ok: true, value: jsonAnswer(status, body, effects.nowMs) });
};

async function flowWithTokens(plan: FlowPlan, clientSecret = ''): Promise<string> {
  const secrets = { ...SECRETS, clientSecret };
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(plan, secrets, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}&iss=http://oidc.localhost:8489`;
  await engine.acceptRedirect({ url, via: 'navigation' });
  answer(200, {
    access_token: 'fakeaccesstoken0001',
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: 'fakerefreshtoken0001',
  });
  await engine.exchangeCode(flowId, 'send_anyway');
  return flowId;
}

async function read(flowId: string): Promise<FlowState> {
  const flow = await engine.read(flowId);
  if (!flow) throw new Error('no such flow');
  return flow;
}

async function tokenId(flowId: string, kind: 'access_token' | 'refresh_token'): Promise<string> {
  return (await read(flowId)).tokens.find((token) => token.kind === kind)?.secret.id ?? '';
}

const practice = () => flowWithTokens(planFor('practice-bpce-aisp'));

describe('asking about a token', () => {
  it('proves the client as at the token endpoint, and records references only', async () => {
    const plan = planFor('practice-oidc', { clientAuthentication: 'client_secret_basic' });
    const flowId = await flowWithTokens(plan, 'fake-client-secret');
    answer(200, { active: true });
    await engine.askTokenStatus(flowId, 'introspection', await tokenId(flowId, 'access_token'));
    const sent = effects.sent.at(-1);
    expect(sent?.url).toBe('http://oidc.localhost:8489/token/introspection');
    expect(sent?.body).toContain('token=fakeaccesstoken0001&token_type_hint=access_token');
    expect(sent?.headers.find(([name]) => name === 'Authorization')?.[1]).toMatch(/^Basic /);
    const record = JSON.stringify(effects.records);
    for (const { value } of effects.secrets.values()) expect(record).not.toContain(value);
    expect((await read(flowId)).calls.at(-1)).toMatchObject({
      purpose: 'introspection',
      outcome: 'api_ok',
    });
  });

  it('uses no refresh token up, whatever came of it', async () => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'refresh_token');
    effects.bank = async () => ({ ok: false, error: { kind: 'too_slow', afterMs: 20_000 } });
    await engine.askTokenStatus(flowId, 'introspection', id);
    answer(200, { access_token: 'fakeaccesstoken0002', token_type: 'Bearer' });
    expect(await engine.refresh(flowId, id)).toMatchObject({ ok: true });
  });

  it('sends no refresh token that was replaced', async () => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'refresh_token');
    answer(200, { access_token: 'fakeaccesstoken0002', refresh_token: 'fakerefreshtoken0002' });
    await engine.refresh(flowId);
    const sent = effects.sent.length;
    for (const purpose of ['introspection', 'revocation'] as const) {
      expect(await engine.askTokenStatus(flowId, purpose, id)).toMatchObject({
        error: { kind: 'already_sent', what: 'refresh_token' },
      });
    }
    expect(effects.sent).toHaveLength(sent);
  });

  it.each([
    ['a client that the bank does not know', 401, { error: 'invalid_client' }, ['TE01']],
    ['no JSON', 200, 'hello', []],
    ['a server that broke down', 500, '', ['TE05']],
  ])('says what it can of %s', async (_what, status, body, ids) => {
    const flowId = await practice();
    answer(status, body);
    await engine.askTokenStatus(flowId, 'introspection', await tokenId(flowId, 'access_token'));
    const call = (await read(flowId)).calls.at(-1);
    expect(call?.outcome).toBe('api_refused');
    expect(call?.findings.map(({ id }) => id)).toEqual(ids);
  });

  it('is nothing to do where the bank has no such endpoint', async () => {
    const flowId = await flowWithTokens(planFor('practice-fragment'));
    const id = await tokenId(flowId, 'access_token');
    expect(await engine.askTokenStatus(flowId, 'introspection', id)).toMatchObject({ ok: false });
  });
});

describe('ending a token', () => {
  it.each([
    [200, '', true],
    [400, { error: 'unsupported_token_type' }, false],
    [503, '', false],
  ])('counts it as gone after %i: %j: %s', async (status, body, gone) => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'access_token');
    answer(status, body);
    await engine.askTokenStatus(flowId, 'revocation', id);
    const token = (await read(flowId)).tokens.find(({ secret }) => secret.id === id);
    expect(token?.revoked ?? false).toBe(gone);
    expect(token?.replaced).toBe(gone);
  });
});

describe('a token', () => {
  const withCall = (url: string) => {
    const plan = planFor('practice-bpce-aisp');
    const { accounts } = plan.profile.requests;
    if (!accounts) throw new Error('no call');
    const requests = { ...plan.profile.requests, accounts: { ...accounts, url } };
    return flowWithTokens({ ...plan, profile: { ...plan.profile, requests } });
  };

  it('goes to no host that is not the bank’s, not even when a person insists', async () => {
    const flowId = await withCall('http://elsewhere.localhost:8489/accounts');
    const id = await tokenId(flowId, 'access_token');
    const sent = effects.sent.length;
    expect(await engine.callApi(flowId, 'accounts', id, 'send_anyway')).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'RS03' }] },
    });
    expect(effects.sent).toHaveLength(sent);
  });

  it('goes into an address only when a person insists', async () => {
    const flowId = await withCall('{apiBase}/accounts?access_token={accessToken}');
    const id = await tokenId(flowId, 'access_token');
    expect(await engine.callApi(flowId, 'accounts', id, 'ask')).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'RS01' }] },
    });
    answer(200);
    expect(await engine.callApi(flowId, 'accounts', id, 'send_anyway')).toMatchObject({ ok: true });
    expect((await read(flowId)).calls.at(-1)?.findings).toMatchObject([{ id: 'RS01' }]);
  });
});

describe('a request that a person changed', () => {
  it('goes out as it was written, and is recorded without a secret', async () => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'access_token');
    const edit = {
      url: '/stet/psd2/v1.6.2/consents?x=1',
      headers: [['PSU-IP-Address', '192.0.2.1']] as [string, string][],
      body: '{"access_token":"typed-by-hand","refresh":"fakerefreshtoken0001"}',
    };
    answer(201);
    await engine.callApi(flowId, 'consents', id, 'ask', edit);
    expect(effects.sent.at(-1)).toMatchObject({
      method: 'PUT',
      url: 'http://17515.bpce.localhost:8489/stet/psd2/v1.6.2/consents?x=1',
      body: edit.body,
    });
    expect(effects.sent.at(-1)?.headers).toContainEqual(['PSU-IP-Address', '192.0.2.1']);
    const record = JSON.stringify(effects.records);
    expect(record).not.toMatch(/typed-by-hand|fakerefreshtoken0001/);
    expect(record).toContain('{{refresh_token#');
  });

  it('is made again as it was, with the token in use', async () => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'access_token');
    const body = '{"refresh":"fakerefreshtoken0001"}';
    answer(401);
    await engine.callApi(flowId, 'consents', id, 'ask', { url: '/stet/a?b=c', headers: [], body });
    const callId = (await read(flowId)).calls.at(-1)?.callId ?? '';
    answer(201);
    await engine.callAgain(flowId, callId);
    expect(effects.sent.at(-1)).toMatchObject({ url: expect.stringMatching(/a\?b=c$/), body });
  });

  it('is not made again with a secret that nobody holds any more', async () => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'access_token');
    const body = '{"password":"typed-by-hand"}';
    answer(401);
    await engine.callApi(flowId, 'consents', id, 'ask', { url: '/stet/a', headers: [], body });
    const { calls } = await read(flowId);
    const sent = effects.sent.length;
    expect(await engine.callAgain(flowId, calls.at(-1)?.callId ?? '')).toMatchObject({
      error: { kind: 'secret_gone' },
    });
    expect(effects.sent).toHaveLength(sent);
  });

  it.each([
    ['//elsewhere.localhost:8489/x', 'has_errors'],
    ['https://[', 'bad_address'],
  ])('goes nowhere else: %s', async (url, kind) => {
    const flowId = await practice();
    const id = await tokenId(flowId, 'access_token');
    const sent = effects.sent.length;
    const edit = { url, headers: [] };
    expect(await engine.callApi(flowId, 'accounts', id, 'send_anyway', edit)).toMatchObject({
      error: { kind },
    });
    expect(effects.sent).toHaveLength(sent);
  });
});

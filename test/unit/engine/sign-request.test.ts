import { createVerify } from 'node:crypto';
import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import type { ClientKey } from '../../../src/core/clients/client-key.ts';
import type { CallEdit } from '../../../src/core/oauth/call-edit.ts';
import { headerOf } from '../../../src/core/oauth/http-message.ts';
import { bodyDigest } from '../../../src/core/oauth/http-signature.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { rsaPair } from '../../fixtures/rsa-pair.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const KEY: ClientKey = { id: 'seal', algorithms: ['PS256', 'RS256'], kid: 'made-up-seal' };
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const pair = rsaPair;

class SigningEffects extends MemoryEffects {
  readonly keys = new KeyStore(openedOnce(openFlowDatabase(`seals-${Math.random()}`)), this.clock);
  sign: KeyStore['sign'] = (...given) => this.keys.sign(...given);
}

let effects: SigningEffects;
let engine: FlowEngine;
beforeEach(async () => {
  effects = new SigningEffects();
  engine = new FlowEngine(effects);
  const jwk = pair.privateKey.export({ format: 'jwk' }) as Record<string, string>;
  await effects.keys.save(KEY.id, jwk, { RS256 });
});

const sealed = (change: Partial<FlowPlan['draft']> = {}) =>
  planFor('practice-bpce-aisp', { clientKey: KEY, ...change });

/** A plan whose bank wants other signatures. */
function wanting(signature: FlowPlan['profile']['signature'], change = {}): FlowPlan {
  const plan = sealed(change);
  return { ...plan, profile: { ...plan.profile, signature } };
}

/** Calls one of the API requests with a fresh token; gives what was sent and what was recorded of it. */
async function call(plan: FlowPlan, name = 'accounts', status = 200, edit?: CallEdit) {
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(plan, SECRETS, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl: url } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
  const redirect = `${plan.draft.redirectUri}?code=fakecode0001&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url: redirect, via: 'navigation' });
  const tokens = { access_token: 'fakeaccesstoken0001', token_type: 'Bearer', expires_in: 3600 };
  const answer = (code: number, body: object) => {
    effects.bank = async () => ({ ok: true, value: jsonAnswer(code, body, effects.nowMs) });
  };
  answer(200, tokens);
  await engine.exchangeCode(flowId, 'send_anyway');
  answer(status, {});
  const before = effects.sent.length;
  const token = (await engine.read(flowId))?.tokens.find(({ kind }) => kind === 'access_token');
  const done = await engine.callApi(flowId, name, token?.secret.id ?? '', 'ask', edit);
  const recorded = (await engine.read(flowId))?.calls.findLast(({ purpose }) => purpose === 'api');
  return { done, sent: effects.sent.slice(before)[0], recorded };
}

type Sent = Awaited<ReturnType<typeof call>>['sent'];

/** Whether a request's signature fits these lines. */
function fits(sent: Sent, lines: string[]): boolean {
  const value = (sent && headerOf(sent, 'signature')) ?? '';
  const signature = /signature="([^"]+)"/.exec(value)?.[1] ?? '';
  return createVerify('RSA-SHA256')
    .update(lines.join('\n'))
    .verify(pair.publicKey, signature, 'base64');
}

const PATH = '/stet/psd2/v1.6.2';
const headers = (sent: Sent, name: string) => (sent && headerOf(sent, name)) ?? '';

describe('an API request that a bank wants signed', () => {
  it('is signed over target, request ID and the digest of no body', async () => {
    const { sent, recorded } = await call(sealed());
    const digest = await bodyDigest();
    expect(headers(sent, 'digest')).toBe(digest);
    expect(headers(sent, 'signature')).toMatch(
      /^keyId="made-up-seal",algorithm="rsa-sha256",headers="\(request-target\) x-request-id digest",signature="[A-Za-z0-9+/]{342}=="$/,
    );
    const id = headers(sent, 'x-request-id');
    const lines = [`(request-target): get ${PATH}/accounts`, `x-request-id: ${id}`];
    expect(fits(sent, [...lines, `digest: ${digest}`])).toBe(true);
    expect(recorded?.request.headers).toContainEqual(['Signature', headers(sent, 'signature')]);
  });

  it('is signed as a person changed it', async () => {
    const body = '{"made": "up"}';
    const edit = { url: `${PATH}/consents?a=1&b=%C3%A9`, headers: [], body };
    const { sent } = await call(sealed(), 'consents', 200, edit);
    const digest = await bodyDigest(body);
    expect(sent?.body).toBe(body);
    const id = headers(sent, 'x-request-id');
    const target = `(request-target): put ${edit.url}`;
    expect(fits(sent, [target, `x-request-id: ${id}`, `digest: ${digest}`])).toBe(true);
  });

  it('is signed over a header that only its own profile adds', async () => {
    const headersOf = { scheme: 'cavage' as const, on: ['api' as const], headers: ['accept'] };
    const { sent } = await call(wanting(headersOf));
    expect(headers(sent, 'digest')).toBe('');
    expect(fits(sent, [`accept: ${headers(sent, 'accept')}`])).toBe(true);
  });

  it.each([
    ['the key is gone', sealed({ clientKey: { ...KEY, id: 'another' } })],
    ['the store has it for another algorithm', sealed({ clientKey: { ...KEY, id: 'other-alg' } })],
  ])('is not sent when %s', async (_what, plan) => {
    const { done, sent } = await call(plan);
    expect(done).toEqual({ ok: false, error: { kind: 'secret_gone', what: 'client_key' } });
    expect(sent).toBeUndefined();
  });

  it.each([
    ['a key', sealed({ clientKey: undefined }), 'RSA key'],
    ['a key of this kind', sealed({ clientKey: { ...KEY, algorithms: ['ES256'] } }), 'RSA key'],
    [
      'a header that is signed',
      wanting({ scheme: 'cavage', on: ['api'], headers: ['x-made-up', 'digest'] }),
      'x-made-up',
    ],
    [
      'a date, which no browser sends',
      wanting({ scheme: 'cavage', on: ['api'], headers: ['date'] }),
      'date',
    ],
    ['a list of headers', wanting({ scheme: 'cavage', on: ['api'] }), 'signature.headers'],
  ])('goes out unsigned for want of %s, and a refusal says so', async (_what, plan, lack) => {
    const { sent, recorded } = await call(plan, 'accounts', 403);
    expect(headers(sent, 'signature')).toBe('');
    const finding = recorded?.findings.find(({ id }) => id === 'RS09');
    expect(finding?.facts[1]).toBe(lack);
  });

  it('may go out unsigned where the bank takes it so', async () => {
    const { recorded } = await call(sealed({ clientKey: undefined }));
    expect(recorded?.findings).toEqual([]);
  });

  it('carries what the sandbox takes instead', async () => {
    const plan = wanting(
      { scheme: 'cavage', on: ['api'], bypass: 'MADE_UP_SKIP' },
      { clientKey: undefined },
    );
    const [environment = ''] = Object.keys(plan.profile.environments);
    const practice = plan.profile.environments[environment];
    if (!practice) throw new Error('no environment');
    practice.kind = 'sandbox';
    expect(headers((await call(plan)).sent, 'signature')).toBe('MADE_UP_SKIP');
    practice.kind = 'practice';
  });

  it.each([
    ['on other requests', { scheme: 'cavage', on: ['token'], headers: ['digest'] } as const],
    ['of another kind', { scheme: 'jws', on: ['api'] } as const],
    ['nowhere', undefined],
  ])('goes out as it is where signatures are wanted %s', async (_what, signature) => {
    const { on, ...rest } = signature ?? { on: undefined };
    const plan = wanting(on && ({ ...rest, on: [...on] } as FlowPlan['profile']['signature']));
    const { sent, recorded } = await call(plan, 'accounts', 403);
    expect(headers(sent, 'signature')).toBe('');
    expect(recorded?.findings.map(({ id }) => id)).not.toContain('RS09');
  });
});

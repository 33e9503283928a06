import type { JWTPayload } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentToken } from '../../../src/core/flow/flow-state.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { MemoryEffects } from './memory-effects.ts';
import { SECRETS } from './plans.ts';
import {
  type BankKey,
  bankKey,
  CALLBACK,
  halfHash,
  ISSUER,
  openFlow,
  type SigningBank,
  signedBy,
  signingPlan,
  startSigningBank,
} from './signing-bank.ts';

let key: BankKey;
let other: BankKey;
let effects: MemoryEffects;
let engine: FlowEngine;
let bank: SigningBank;
let flowId: string;

beforeAll(async () => {
  key = await bankKey('PS256', 'bank-1');
  other = await bankKey('PS256', 'bank-1');
});

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
  bank = startSigningBank(effects, [key.jwk]);
});

const claims = (change: JWTPayload = {}): JWTPayload => ({
  iss: ISSUER,
  sub: 'FAKE-sub',
  aud: 'tpp',
  exp: effects.nowMs / 1000 + 300,
  iat: effects.nowMs / 1000,
  nonce: SECRETS.nonce,
  at_hash: halfHash('fakeaccesstoken0001'),
  c_hash: halfHash('fakecode0001'),
  s_hash: halfHash(SECRETS.state),
  ...change,
});

/** Exchanges a code for tokens among which is this ID token; the findings that are errors, as text. */
async function receive(idToken: string, plan = signingPlan()): Promise<string[]> {
  flowId = await openFlow(engine, effects, plan);
  const answer = `code=fakecode0001&state=${SECRETS.state}&iss=${ISSUER}`;
  await engine.acceptRedirect({ url: `${CALLBACK}?${answer}`, via: 'navigation' });
  bank.tokens = {
    access_token: 'fakeaccesstoken0001',
    token_type: 'Bearer',
    expires_in: 300,
    refresh_token: 'fakerefreshtoken0001',
    id_token: idToken,
  };
  await engine.exchangeCode(flowId, 'send_anyway');
  return problems();
}

async function problems(): Promise<string[]> {
  const call = (await engine.read(flowId))?.calls.at(-1);
  return (call?.findings ?? [])
    .filter(({ id }) => /^(ID|JW)/.test(id))
    .map(({ id, severity, facts }) => `${severity} ${id} ${facts[0]}`);
}

async function verifiedBy(): Promise<string | undefined> {
  const flow = await engine.read(flowId);
  return flow && currentToken(flow, 'id_token')?.verifiedBy;
}

async function callApi(onErrors: 'ask' | 'send_anyway' = 'ask') {
  const flow = await engine.read(flowId);
  const token = flow && currentToken(flow, 'access_token');
  return engine.callApi(flowId, 'api', token?.secret.id ?? '', onErrors);
}

const urls = () => bank.requests.map(({ url }) => url.replace(ISSUER, ''));

describe('an ID token that came', () => {
  it('is verified with the bank’s keys, and held against what was asked', async () => {
    expect(await receive(await signedBy(key, claims()))).toEqual([]);
    expect(await verifiedBy()).toBe('bank-1');
    expect(await callApi()).toMatchObject({ ok: true });
    expect(urls()).toEqual(['/token', '/jwks', '/api/accounts']);
  });

  it.each<[string, (change: typeof claims) => Promise<string> | string, string[]]>([
    ['another bank’s key', (good) => signedBy(other, good()), ['error JW12 PS256']],
    [
      'a key that nobody published',
      async (good) => signedBy(await bankKey('PS256', 'bank-9'), good()),
      ['error JW13 kid'],
    ],
    ['no signature', (good) => fakeToken({ alg: 'none' }, good()), ['error ID01 alg']],
    ['a shared secret', (good) => fakeToken({ alg: 'HS256' }, good()), ['error ID01 alg']],
    [
      'an extension nobody knows',
      (good) => fakeToken({ alg: 'PS256', crit: ['x'], x: 1 }, good()),
      ['error ID01 crit'],
    ],
    ['no JWT', () => 'FAKE-id-token', ['error ID01 JWT']],
    ['no nonce', (good) => signedBy(key, good({ nonce: undefined })), ['error ID01 nonce']],
    [
      'hashes of others',
      (good) => signedBy(key, good({ at_hash: 'x', c_hash: 'y', s_hash: 'z' })),
      ['error ID01 at_hash', 'error ID01 c_hash', 'error ID01 s_hash'],
    ],
    [
      'another client it is also for',
      (good) => signedBy(key, good({ aud: ['tpp', 'other'], azp: 'other' })),
      ['error ID01 azp'],
    ],
    [
      'a date in the future',
      (good) => signedBy(key, good({ iat: effects.nowMs / 1000 + 61 })),
      ['error ID01 iat'],
    ],
  ])('with %s keeps the access token from being used unasked', async (_what, make, expected) => {
    expect(await receive(await make(claims))).toEqual(expected);
    expect(await verifiedBy()).toBeUndefined();
    expect(await callApi()).toMatchObject({ ok: false, error: { kind: 'has_errors' } });
    expect(urls().filter((url) => !/^\/(token|jwks)$/.test(url))).toEqual([]);
    expect(await callApi('send_anyway')).toMatchObject({ ok: true });
  });

  it('is taken with an algorithm that the bank names, and no other', async () => {
    const plan = signingPlan({}, { idToken: { algorithms: ['ES256'] } });
    expect(await receive(await signedBy(key, claims()), plan)).toEqual(['error ID01 alg']);
    expect(urls()).toEqual(['/token']);
  });

  it('is left unverified where the keys are not to be had, which is said', async () => {
    bank.keys = undefined;
    expect(await receive(await signedBy(key, claims()))).toEqual(['warn JW11 PS256']);
    expect(await verifiedBy()).toBeUndefined();
    expect(await callApi()).toMatchObject({ ok: true });
  });

  it('is looked at by nobody where the profile names no keys', async () => {
    const plan = signingPlan();
    for (const environment of Object.values(plan.profile.environments)) {
      delete environment.endpoints.jwksUri;
    }
    expect(await receive(fakeToken({ alg: 'none' }, {}), plan)).toEqual([]);
    expect(await callApi()).toMatchObject({ ok: true });
    expect(urls()).not.toContain('/jwks');
  });

  it('that a renewal brought needs no nonce, but not another’s', async () => {
    await receive(await signedBy(key, claims()));
    const renewed = async (change: JWTPayload) => {
      const refresh_token = `fakerefreshtoken-${bank.requests.length}`;
      const access_token = `fakeaccesstoken-${bank.requests.length}`;
      const id_token = await signedBy(
        key,
        claims({ at_hash: halfHash(access_token), nonce: undefined, ...change }),
      );
      bank.tokens = { ...bank.tokens, refresh_token, access_token, id_token };
      await engine.refresh(flowId);
      return problems();
    };
    expect(await renewed({})).toEqual([]);
    await callApi();
    const api = (await engine.read(flowId))?.calls.at(-1)?.callId ?? '';
    expect(await renewed({ nonce: 'FAKE-other' })).toEqual(['error ID01 nonce']);
    const before = urls().length;
    expect(await engine.callAgain(flowId, api)).toMatchObject({
      ok: false,
      error: { kind: 'has_errors' },
    });
    expect(urls()).toHaveLength(before);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['the profile', {}, ['error ID01 openbanking_intent_id']],
    ['a person', { 'claims.id_token.openbanking_intent_id.value': 'other' }, []],
  ])(
    'names the consent that the request object asked for, as %s has it',
    async (_who, edits, expected) => {
      Object.assign(effects, { sign: async () => new Uint8Array(64) });
      const clientKey = { id: 'client', algorithms: ['ES256' as const], kid: 'client' };
      const plan = signingPlan(
        { requestObject: true, clientKey, edits },
        {
          requestObject: {
            requirement: 'supported',
            claims: [
              { name: 'claims.id_token.openbanking_intent_id.value', value: '{clientId}-consent' },
            ],
          },
        },
      );
      const variables = { ...plan.profile.variables, clientId: { label: 'x', default: 'tpp' } };
      const own = { ...plan, profile: { ...plan.profile, variables } };
      const wrong = await signedBy(key, claims({ openbanking_intent_id: 'other' }));
      expect(await receive(wrong, own)).toEqual(expected);
      expect(urls()).toContain('/token');
    },
  );

  it('is held against the nonce that went out beside the thumbprint of the flow’s key', async () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'FAKE-x', y: 'FAKE-y' };
    Object.assign(effects, { createKey: async () => jwk, sign: async () => new Uint8Array(64) });
    const plan = signingPlan();
    const { authorize } = plan.profile.requests;
    if (!authorize) throw new Error('no request');
    const jkt = { name: 'dpop_jkt', value: '{dpopJkt}', requirement: 'required' as const };
    const parameters = [...authorize.parameters, jkt];
    const requests = { ...plan.profile.requests, authorize: { ...authorize, parameters } };
    const tokenBinding = { requirement: 'required' as const, by: ['dpop' as const] };
    const own = { ...plan, profile: { ...plan.profile, requests, tokenBinding } };
    const wrong = await signedBy(key, claims({ nonce: 'FAKE-other', s_hash: 'z' }));
    expect(await receive(wrong, own)).toEqual(['error ID01 nonce', 'error ID01 s_hash']);
  });

  it('is held against a nonce that only its fingerprint is left of', async () => {
    const forget = async (nonce: string) => {
      const answered = effects.bank;
      effects.bank = (...given) => {
        for (const [id, { reference }] of effects.secrets) {
          if (reference.kind === 'nonce') effects.secrets.delete(id);
        }
        return answered(...given);
      };
      return receive(await signedBy(key, claims({ nonce })));
    };
    expect(await forget('FAKE-other')).toEqual(['error ID01 nonce']);
    expect(await forget(SECRETS.nonce)).toEqual([]);
  });

  it('shows no secret in what is found', async () => {
    await receive(await signedBy(key, claims({ nonce: 'FAKE-other', at_hash: 'x' })));
    const text = JSON.stringify(effects.records);
    for (const secret of ['fakeaccesstoken0001', 'fakecode0001', SECRETS.nonce]) {
      expect(text).not.toContain(secret);
    }
  });
});

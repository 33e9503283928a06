import { type JWK, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { MemoryEffects } from './memory-effects.ts';
import { SECRETS } from './plans.ts';
import {
  type BankKey,
  bankKey,
  CALLBACK,
  ISSUER,
  JWKS_URI,
  openFlow,
  type SigningBank,
  signedBy,
  signingPlan,
  startSigningBank,
} from './signing-bank.ts';

const SIGNED = { redirectAnswer: { mode: 'query', signed: ['PS256', 'ES256'] } } as const;

let key: BankKey;
let other: BankKey;
let effects: MemoryEffects;
let engine: FlowEngine;
let bank: SigningBank;

beforeAll(async () => {
  key = await bankKey('ES256', 'bank-1');
  other = await bankKey('ES256', 'bank-1');
});

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
  bank = startSigningBank(effects, [key.jwk]);
});

const plan = (
  redirectAnswer: NonNullable<ReturnType<typeof signingPlan>['profile']['redirectAnswer']> = {
    ...SIGNED.redirectAnswer,
    signed: [...SIGNED.redirectAnswer.signed],
  },
) => signingPlan({}, { redirectAnswer });

const claims = (change: JWTPayload = {}): JWTPayload => ({
  iss: ISSUER,
  aud: 'tpp',
  exp: effects.nowMs / 1000 + 60,
  code: 'fakecode0001',
  state: SECRETS.state,
  ...change,
});

const land = (jwt: string, via: 'navigation' | 'pasted' = 'navigation') =>
  engine.acceptRedirect({ url: `${CALLBACK}?response=${jwt}`, via });

const redirectOf = async (flowId: string) => (await engine.read(flowId))?.redirect;

describe('an answer that the bank signed', () => {
  it('is taken once its signature is verified, and recorded without its code', async () => {
    const flowId = await openFlow(engine, effects, plan());
    await land(await signedBy(key, claims()));
    const redirect = await redirectOf(flowId);
    expect(redirect?.findings).toEqual([]);
    expect(redirect).toMatchObject({
      verdict: 'code',
      code_use: 'unspent',
      signed: {
        content: { header: { alg: 'ES256' }, claims: { iss: ISSUER, aud: 'tpp' } },
        signature: 'good',
        alg: 'ES256',
        key: 'bank-1',
      },
    });
    expect(redirect?.signed?.content.claims.code).toMatch(/^\{\{authorization_code#/);
    expect(redirect?.signed?.content.claims.state).toMatch(/^\{\{state#/);
    expect(JSON.stringify(effects.records)).not.toContain('fakecode0001');
    expect(bank.requests.map(({ url }) => url)).toEqual([JWKS_URI]);
  });

  it('spends the code that stands in it', async () => {
    const flowId = await openFlow(engine, effects, plan());
    await land(await signedBy(key, claims()));
    await engine.exchangeCode(flowId, 'ask');
    const [, exchange] = bank.requests;
    expect(exchange?.parameters).toContainEqual({ name: 'code', value: 'fakecode0001' });
  });

  it('gives the bank’s error', async () => {
    const flowId = await openFlow(engine, effects, plan());
    const { code: _code, ...rest } = claims();
    await land(await signedBy(key, { ...rest, error: 'access_denied' }));
    expect(await engine.read(flowId)).toMatchObject({ phase: 'refused_by_bank' });
    expect((await redirectOf(flowId))?.signed?.content.claims.error).toBe('access_denied');
  });

  it('stands in a fragment or a form too, and is pasted', async () => {
    const answer = async () => `response=${await signedBy(key, claims())}`;
    const inFragment = await openFlow(engine, effects, plan({ mode: 'fragment', signed: [] }));
    await engine.acceptRedirect({ url: `${CALLBACK}#${await answer()}`, via: 'navigation' });
    expect(await redirectOf(inFragment)).toMatchObject({ verdict: 'code', findings: [] });

    effects = new MemoryEffects();
    engine = new FlowEngine(effects);
    startSigningBank(effects, [key.jwk]);
    const inForm = await openFlow(engine, effects, plan({ mode: 'form_post', signed: [] }));
    const form = [{ name: 'response', value: await signedBy(key, claims()) }];
    await engine.acceptRedirect({ url: CALLBACK, via: 'form_post', form });
    expect(await redirectOf(inForm)).toMatchObject({ verdict: 'code', findings: [] });
    await engine.abandon(inForm);

    effects = new MemoryEffects();
    engine = new FlowEngine(effects);
    startSigningBank(effects, [key.jwk]);
    const pasted = await openFlow(engine, effects, plan());
    const url = `${CALLBACK}?${await answer()}`;
    await engine.acceptRedirect({ url, via: 'pasted', flowId: pasted });
    expect(await redirectOf(pasted)).toMatchObject({ verdict: 'code', via: 'pasted' });
  });

  it('is told by a template’s response_mode, and by a person’s', async () => {
    const { profile } = plan({ mode: 'query' });
    const asked = signingPlan({ extra: [{ name: 'response_mode', value: 'query.jwt' }] }, profile);
    const flowId = await openFlow(engine, effects, asked);
    await engine.acceptRedirect({
      url: `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}&iss=${ISSUER}`,
      via: 'navigation',
    });
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'refused',
      findings: [{ id: 'AP22', facts: ['signature', 'plain', 'response=…'] }],
    });
  });

  it('to a page’s own request counts unverified, which is said, and no key is fetched', async () => {
    const flowId = await openFlow(engine, effects, plan());
    const url = `${CALLBACK}?response=${await signedBy(other, claims())}`;
    await engine.acceptRedirect({ url, via: 'watched', flowId });
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'code',
      findings: [{ id: 'AP22', severity: 'info', facts: ['signature', '', 'ES256'] }],
    });
    expect(bank.requests).toEqual([]);
  });

  it('is one answer, however often the browser tells of it', async () => {
    const flowId = await openFlow(engine, effects, plan());
    const jwt = await signedBy(key, claims());
    await land(jwt);
    await land(jwt);
    await land(jwt, 'pasted');
    const landings = effects.records.filter(
      ({ happening }) => happening.kind === 'redirect_captured',
    );
    expect(landings).toHaveLength(1);
    expect(await engine.read(flowId)).toMatchObject({ phase: 'code_captured' });
  });
});

describe('the bank’s keys', () => {
  it('are fetched once, and again when a signature is by a key that is not among them', async () => {
    await openFlow(engine, effects, plan());
    await land(await signedBy(key, claims()));
    const again = async (by: BankKey, code: string) => {
      const state = `FAKE-state-of-${code}-0123456789012345678901234567`;
      const second = signingPlan({ edits: { state } }, plan().profile);
      const flowId = await openFlow(engine, effects, second);
      await land(await signedBy(by, claims({ state, code })));
      return redirectOf(flowId);
    };
    expect(await again(key, 'fakecode0002')).toMatchObject({ verdict: 'code' });
    expect(bank.requests).toHaveLength(1);
    const fresh = await bankKey('ES256', 'bank-2');
    bank.keys = [key.jwk, fresh.jwk];
    expect((await again(fresh, 'fakecode0003'))?.signed).toMatchObject({ signature: 'good' });
    expect(bank.requests).toHaveLength(2);
    effects.nowMs += 300_000;
    bank.keys = [fresh.jwk];
    const signed = await again(key, 'fakecode0004');
    expect(signed).toMatchObject({ verdict: 'refused', signed: { signature: 'no_key' } });
    expect(bank.requests).toHaveLength(3);
  });

  it.each<[string, () => JWK[] | undefined, object]>([
    ['are not to be had', () => undefined, { signature: 'no_keys' }],
    ['lack the one that signed', () => [], { signature: 'no_key' }],
    ['do not verify it', () => [other.jwk], { signature: 'bad' }],
  ])('refuse an answer where they %s', async (_what, keys, signed) => {
    bank.keys = keys();
    const flowId = await openFlow(engine, effects, plan());
    await land(await signedBy(key, claims()));
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'refused',
      signed,
      findings: [{ id: 'AP22', severity: 'error' }],
    });
    expect(await engine.exchangeCode(flowId, 'send_anyway')).toMatchObject({
      ok: false,
      error: { kind: 'nothing_to_send' },
    });
    expect(bank.requests.map(({ url }) => url)).toEqual([JWKS_URI]);
  });

  it.each([
    ['jwk', () => other.jwk],
    ['jku', () => 'https://other.example/jwks'],
    ['x5u', () => 'https://other.example/chain.pem'],
  ])('alone count: a key that the answer brings in %s does not', async (member, brought) => {
    const flowId = await openFlow(engine, effects, plan());
    const jwt = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', kid: 'bank-1', [member]: brought() })
      .sign(other.privateKey);
    await land(jwt);
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'refused',
      signed: { signature: 'bad' },
    });
    expect(bank.requests.map(({ url }) => url)).toEqual([JWKS_URI]);
  });

  it('are no shared secret, though the answer is signed as if they were', async () => {
    const flowId = await openFlow(engine, effects, plan());
    const secret = new TextEncoder().encode(JSON.stringify(key.jwk));
    await land(await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(secret));
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'refused',
      findings: [{ id: 'AP22', facts: ['alg', 'HS256', 'PS256, ES256'] }],
    });
    expect(bank.requests).toEqual([]);
  });

  it('verify an answer that is pasted once they are to be had', async () => {
    bank.keys = undefined;
    const flowId = await openFlow(engine, effects, plan());
    const jwt = await signedBy(key, claims());
    await land(jwt);
    bank.keys = [key.jwk];
    await land(jwt);
    expect(await redirectOf(flowId)).toMatchObject({ verdict: 'refused' });
    await engine.acceptRedirect({ url: `${CALLBACK}?response=${jwt}`, via: 'pasted', flowId });
    expect(await redirectOf(flowId)).toMatchObject({ verdict: 'code', code_use: 'unspent' });
  });

  it('are not fetched for an answer that no key could save', async () => {
    const flowId = await openFlow(engine, effects, plan());
    await land(fakeToken({ alg: 'none' }, claims()));
    expect(await redirectOf(flowId)).toMatchObject({
      verdict: 'refused',
      signed: { signature: 'refused', alg: 'none' },
      findings: [{ id: 'AP22', facts: ['alg', 'none', 'PS256, ES256'] }],
    });
    expect(bank.requests).toEqual([]);
  });
});

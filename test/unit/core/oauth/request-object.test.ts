import { CompactSign, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import { buildAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { carriedRequest } from '../../../../src/core/oauth/carried-request.ts';
import { requestCarriage } from '../../../../src/core/oauth/request-carriage.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { buildRequestObject, missingForObject } from '../../../../src/core/oauth/request-object.ts';
import { planOf } from '../../../fixtures/profiles.ts';
import { rsaPair } from '../../../fixtures/rsa-pair.ts';

const NOW = 1_795_300_000;
const SECRETS = { state: 'FAKE-state', nonce: 'FAKE-nonce', codeVerifier: 'FAKE-verifier' };
const KEY = { id: 'key-1', algorithms: ['RS256' as const, 'PS256' as const], kid: 'made-up-kid' };
const INTENT = 'claims.id_token.openbanking_intent_id';

function planWith(
  requestObject: Partial<NonNullable<BankProfile['requestObject']>> = {},
  change: Partial<RequestDraft> = {},
): FlowPlan {
  const { profile, draft } = planOf('oidc', { clientKey: KEY, ...change });
  const environment = profile.environments.sandbox;
  if (!environment) throw new Error('no sandbox');
  const endpoints = { ...environment.endpoints, issuer: 'https://server.example' };
  return {
    draft,
    profile: {
      ...profile,
      environments: { sandbox: { ...environment, endpoints } },
      requestObject: { requirement: 'required', ...requestObject },
    },
  };
}

async function plainOf(plan: FlowPlan, captured = {}) {
  const built = await buildAuthorizationRequest(plan, SECRETS, captured);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value;
}

async function objectOf(plan: FlowPlan, captured = {}) {
  const plain = await plainOf(plan, captured);
  return buildRequestObject(plan, plain, { now: NOW, jti: 'FAKE-jti', captured });
}

describe('a request object', () => {
  it('says all that the plain request says, and who asks whom until when', async () => {
    const plan = planWith();
    const { header, claims } = await objectOf(plan);
    const { parameters } = await plainOf(plan);
    expect(claims).toEqual({
      ...Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
      iss: 'practice-client',
      aud: 'https://server.example',
      iat: NOW,
      nbf: NOW,
      exp: NOW + 300,
      jti: 'FAKE-jti',
    });
    expect(claims).toMatchObject({ state: 'FAKE-state', client_id: 'practice-client' });
    expect(header).toEqual({ alg: 'RS256', kid: 'made-up-kid', typ: 'oauth-authz-req+jwt' });
  });

  it.each([
    ['aud', 'https://other.example'],
    ['iss', 'other-client'],
  ])('says %s once where the profile has a claim of that name', async (name, value) => {
    const { claims } = await objectOf(planWith({ claims: [{ name, value }] }));
    expect(claims[name]).toBe(value);
  });

  it('is one that an independent reader takes', async () => {
    const { header, claims, alg } = await objectOf(planWith({ algorithms: ['ES256', 'PS256'] }));
    const pair = rsaPair;
    const jwt = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, alg })
      .sign(pair.privateKey);
    const verified = await jwtVerify(jwt, pair.publicKey, {
      algorithms: ['PS256'],
      typ: 'oauth-authz-req+jwt',
      issuer: 'practice-client',
      audience: 'https://server.example',
      currentDate: new Date(NOW * 1000),
    });
    expect(verified.payload).toEqual(claims);
  });

  it('takes the algorithm that the bank likes best, and sends no empty kid', async () => {
    const plan = planWith(
      { algorithms: ['ES512', 'PS256', 'RS256'] },
      { clientKey: { ...KEY, kid: '' } },
    );
    expect((await objectOf(plan)).header).toEqual({ alg: 'PS256', typ: 'oauth-authz-req+jwt' });
  });

  it('is for whom the profile says', async () => {
    const { claims } = await objectOf(planWith({ audience: '{tokenEndpoint}' }));
    expect(claims.aud).toBe('https://server.example/token');
  });

  it('holds lists, JSON and numbers as what they are', async () => {
    const plan = planWith(
      {},
      {
        resources: ['https://api.example/a', 'https://api.example/b'],
        authorizationDetails: [{ type: 'made_up', values: { 'amount.currency': 'EUR' } }],
        extra: [
          { name: 'claims', value: '{"userinfo":{"email":null}}' },
          { name: 'max_age', value: '60' },
        ],
      },
    );
    expect((await objectOf(plan)).claims).toMatchObject({
      resource: ['https://api.example/a', 'https://api.example/b'],
      authorization_details: [{ type: 'made_up', amount: { currency: 'EUR' } }],
      claims: { userinfo: { email: null } },
      max_age: 60,
    });
  });

  it('adds the claims of the profile to those that a person asks for', async () => {
    const plan = planWith(
      {
        claims: [
          { name: `${INTENT}.value`, value: '{consentId}', requirement: 'required' },
          { name: `${INTENT}.essential`, value: 'true', as: 'boolean' },
        ],
      },
      { extra: [{ name: 'claims', value: '{"id_token":{"acr":null}}' }] },
    );
    const { claims } = await objectOf(plan, { consentId: 'FAKE-consent' });
    expect(claims.claims).toEqual({
      id_token: { acr: null, openbanking_intent_id: { value: 'FAKE-consent', essential: true } },
    });
  });

  it('cannot be made without what an earlier step brings', async () => {
    const plan = planWith({
      claims: [{ name: `${INTENT}.value`, value: '{consentId}', requirement: 'required' }],
    });
    expect(missingForObject(plan)).toEqual(['consentId']);
    expect(await buildAuthorizationRequest(plan, SECRETS)).toEqual({
      ok: false,
      error: { kind: 'missing_values', names: ['consentId'] },
    });
    const plainly = { ...plan, draft: { ...plan.draft, requestObject: false } };
    expect(await buildAuthorizationRequest(plainly, SECRETS)).toMatchObject({ ok: true });
  });

  it('holds what a person made of the parameters, and of its own claims', async () => {
    const plan = planWith(
      { claims: [{ name: `${INTENT}.value`, value: '{consentId}' }] },
      {
        edits: { scope: 'openid made-up', nonce: null, [`${INTENT}.value`]: 'FAKE-typed' },
        extra: [
          { name: 'aud', value: 'https://other.example' },
          { name: 'exp', value: '1' },
          { name: 'foo', value: 'bar' },
        ],
      },
    );
    const { claims } = await objectOf(plan);
    expect(claims).toMatchObject({
      scope: 'openid made-up',
      aud: 'https://other.example',
      exp: 1,
      foo: 'bar',
      claims: { id_token: { openbanking_intent_id: { value: 'FAKE-typed' } } },
    });
    expect(claims).not.toHaveProperty('nonce');
  });
});

describe('what the browser opens', () => {
  it('is the client and its object, and what the bank wants beside', async () => {
    const plan = planWith({ beside: ['scope', 'response_type'] });
    const { url, parameters } = carriedRequest(plan, await plainOf(plan), 'request', 'FAKE.jwt.x');
    expect(url).toBe(
      'https://server.example/authorize?response_type=code&client_id=practice-client' +
        '&scope=openid&request=FAKE.jwt.x',
    );
    expect(parameters.map(({ name }) => name)).toContain('request');
  });

  it('is the client and a reference alone', async () => {
    const plan = planWith({ beside: ['scope'] });
    const { url } = carriedRequest(plan, await plainOf(plan), 'request_uri', 'urn:made:up');
    expect(url).toBe(
      'https://server.example/authorize?client_id=practice-client&request_uri=urn%3Amade%3Aup',
    );
  });

  it('keeps the query of the bank’s own address', async () => {
    const plan = planWith({}, { variables: { authorizationUrl: 'https://server.example/a?b=c' } });
    const { url } = carriedRequest(plan, await plainOf(plan), 'request_uri', 'urn:x');
    expect(url).toBe('https://server.example/a?b=c&client_id=practice-client&request_uri=urn%3Ax');
  });
});

describe('how a request gets to the bank', () => {
  const plain = { pushed: false, object: false };
  it.each<[string, BankProfile['pushedRequests'], Partial<RequestDraft>, typeof plain]>([
    ['as the bank demands', 'required', {}, { pushed: true, object: true }],
    ['as it may', 'supported', {}, { pushed: false, object: true }],
    ['as a person chose', 'required', { pushed: false, requestObject: false }, plain],
    [
      'plainly, where a person brings a reference',
      'required',
      { extra: [{ name: 'request_uri', value: 'urn:made:up' }] },
      plain,
    ],
    [
      'with the object that a person brings',
      'required',
      { edits: { request: 'FAKE.jwt.x' } },
      { pushed: true, object: false },
    ],
  ])('is %s', (_what, pushedRequests, change, expected) => {
    const { profile, draft } = planWith({}, change);
    expect(requestCarriage({ profile: { ...profile, pushedRequests }, draft })).toEqual(expected);
  });
});

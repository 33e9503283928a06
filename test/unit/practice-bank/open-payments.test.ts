import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPaymentsClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { type LocalAnswer, send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

function requestToken(changes: Record<string, string>): Promise<LocalAnswer> {
  return send(`${bank.urls.openPayments}/connect/token`, {
    form: {
      ...openPaymentsClient,
      grant_type: 'client_credentials',
      scope: 'aspspinformation private',
      ...changes,
    },
  });
}

async function obtainToken(scope: string): Promise<string> {
  return String((await requestToken({ scope })).json().access_token);
}

function listBanks(token?: string, query = '?isoCountryCodes=SE'): Promise<LocalAnswer> {
  const headers: Record<string, string> = { 'x-request-id': 'request-1' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  return send(`${bank.urls.openPayments}/psd2/aspspinformation/v1/aspsps${query}`, { headers });
}

describe('an Open-Payments-like token', () => {
  it('is an RS256 JWT that the published keys verify', async () => {
    const answer = await requestToken({ scope: 'accountinformation corporate' });
    expect(answer.json()).toMatchObject({
      expires_in: 3600,
      token_type: 'Bearer',
      scope: 'accountinformation corporate',
    });
    const issuer = bank.urls.openPayments;
    const discovery = (await send(`${issuer}/.well-known/openid-configuration`)).json();
    const { text } = await send(String(discovery.jwks_uri));
    const keys: JSONWebKeySet = JSON.parse(text);
    const { payload, protectedHeader } = await jwtVerify(
      String(answer.json().access_token),
      createLocalJWKSet(keys),
      { issuer, audience: 'aspspinformation', algorithms: ['RS256'], typ: 'JWT' },
    );
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.stringMatching(/^[0-9A-F]{40}$/),
      x5t: expect.any(String),
    });
    expect(payload).toEqual({
      iss: issuer,
      aud: [`${issuer}/resources`, 'aspspinformation'],
      nbf: expect.any(Number),
      exp: (payload.nbf ?? 0) + 3600,
      client_id: openPaymentsClient.client_id,
      scope: ['accountinformation', 'corporate'],
    });
  });

  it.each([
    'aspspinformation private',
    'private accountinformation bankgiroinformation',
    'accountinformation paymentinitiation corporate',
  ])('is given for the scope "%s"', async (scope) => {
    expect((await requestToken({ scope })).status).toBe(200);
  });

  it.each([
    '',
    'private',
    'accountinformation',
    'accountinformation private corporate',
    'bankgiroinformation corporate',
    'aspspinformation bankgiroinformation corporate',
    'accountinformation accountinformation private',
    'aisp private',
  ])('is refused with invalid_scope for "%s"', async (scope) => {
    const answer = await requestToken({ scope });
    expect([answer.status, answer.json()]).toEqual([400, { error: 'invalid_scope' }]);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['a wrong client_id', { client_id: 'wrong' }, 'invalid_client'],
    ['no grant_type', { grant_type: '' }, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('is refused with %s', async (_what, changes, error) => {
    const answer = await requestToken(changes);
    expect([answer.status, answer.json()]).toEqual([400, { error }]);
  });

  it('is refused when the secret comes by HTTP Basic', async () => {
    const { client_id, client_secret } = openPaymentsClient;
    const answer = await send(`${bank.urls.openPayments}/connect/token`, {
      form: { grant_type: 'client_credentials', scope: 'aspspinformation private' },
      headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
    });
    expect(answer.json()).toEqual({ error: 'invalid_client' });
  });
});

describe('the bank list', () => {
  it('is filtered by isoCountryCodes and by no other name', async () => {
    const token = await obtainToken('aspspinformation private');
    expect((await listBanks(token)).json()).toHaveProperty('aspsps.length', 2);
    expect((await listBanks(token, '?country=SE')).json()).toHaveProperty('aspsps.length', 3);
  });

  it('is refused with TOKEN_UNKNOWN without a token and with TOKEN_EXPIRED after an hour', async () => {
    const missing = await listBanks();
    expect(missing.status).toBe(401);
    expect(missing.json()).toMatchObject({
      tppMessages: [{ category: 'ERROR', code: 'TOKEN_UNKNOWN' }],
    });
    const token = await obtainToken('aspspinformation private');
    bank.control.clock({ advanceSeconds: 3600 });
    const expired = await listBanks(token);
    expect(expired.status).toBe(401);
    expect(expired.json()).toHaveProperty('tppMessages.0.code', 'TOKEN_EXPIRED');
  });

  it('is refused with 403 to a token for another API', async () => {
    expect((await listBanks(await obtainToken('accountinformation private'))).status).toBe(403);
  });

  it('is refused with 400 without X-Request-ID', async () => {
    const token = await obtainToken('aspspinformation private');
    const answer = await send(`${bank.urls.openPayments}/psd2/aspspinformation/v1/aspsps`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(400);
  });
});

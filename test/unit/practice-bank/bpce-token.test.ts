import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bpceClientIds } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import {
  appRedirectUri,
  authorizationUrl,
  callResource,
  clientId,
  exchange,
  obtainCode,
  obtainTokens,
  refresh,
  requestToken,
} from './bpce-user.ts';
import { type LocalAnswer, send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

/** Status, error and description in one line, so that a list of them can be compared. */
function refusal(answer: LocalAnswer): string {
  const { error, error_description } = answer.json();
  return `${answer.status} ${error}: ${error_description}`;
}

describe('a code exchange', () => {
  it('gives an opaque Bearer token, a refresh token, a lifetime and the scope', async () => {
    const answer = await exchange(bank, await obtainCode(authorizationUrl(bank)));
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      date: expect.any(String),
      'x-correlationid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9]{56}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'aisp',
      refresh_token: expect.stringMatching(/^[A-Za-z0-9]{56}$/),
    });
  });

  it('takes its parameters from the query as well', async () => {
    const query = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: await obtainCode(authorizationUrl(bank)),
      redirect_uri: appRedirectUri(bank),
    });
    const url = `${bank.urls.bpce('17515')}/stet/psd2/oauth/token?${query}`;
    expect((await send(url, { method: 'POST' })).status).toBe(200);
  });

  it('names each cause of invalid_grant in its own words', async () => {
    const code = () => obtainCode(authorizationUrl(bank));
    const answers = [
      await exchange(bank, 'no-such-code'),
      await exchange(bank, await code(), { redirect_uri: 'http://closed.localhost:2/callback' }),
      await exchange(bank, await code(), { client_id: bpceClientIds[1] }),
      await exchange(bank, await code(), {}, '13807'),
    ];
    const used = await code();
    await exchange(bank, used);
    answers.push(await exchange(bank, used));
    const expired = await code();
    bank.control.clock({ advanceSeconds: 60 });
    answers.push(await exchange(bank, expired));

    const refusals = answers.map(refusal);
    for (const one of refusals) expect(one).toMatch(/^400 invalid_grant: /);
    expect(new Set(refusals).size).toBe(6);
  });

  it('still works after a refused try with another redirect_uri', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    await exchange(bank, code, { redirect_uri: 'http://closed.localhost:2/callback' });
    expect((await exchange(bank, code)).status).toBe(200);
  });

  it('cancels the tokens of the first use when the code is used again', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    const tokens = (await exchange(bank, code)).json();
    expect((await callResource(bank, '/accounts', String(tokens.access_token))).status).toBe(200);
    await exchange(bank, code);
    expect((await callResource(bank, '/accounts', String(tokens.access_token))).status).toBe(401);
    expect(refusal(await refresh(bank, String(tokens.refresh_token)))).toMatch(/cancelled/);
  });

  it('is refused when scope is sent', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    expect(refusal(await exchange(bank, code, { scope: 'aisp' }))).toBe(
      '400 invalid_request: scope must not be sent with an authorization code.',
    );
    expect((await exchange(bank, code)).status).toBe(200);
  });

  it.each(['client_id', 'code', 'redirect_uri'])('is refused without %s', async (name) => {
    const answer = await exchange(bank, 'no-such-code', { [name]: '' });
    expect(refusal(answer)).toBe(`400 invalid_request: ${name} is missing.`);
  });
});

describe('a token request', () => {
  it('of an unknown client is answered 401 invalid_client with WWW-Authenticate', async () => {
    const answer = await exchange(bank, 'no-such-code', { client_id: 'PSDFR-ACPR-99999' });
    expect(refusal(answer)).toMatch(/^401 invalid_client/);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  it.each([
    ['no grant_type', {}, 'invalid_request'],
    ['grant-type with a hyphen', { 'grant-type': 'client_credentials' }, 'invalid_request'],
    ['grant_type=password', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('with %s is refused', async (_what, form, error) => {
    const answer = await requestToken(bank, { client_id: clientId, ...form });
    expect(refusal(answer)).toContain(`400 ${error}`);
  });

  it('with one parameter in both query and body is refused', async () => {
    const answer = await send(
      `${bank.urls.bpce('17515')}/stet/psd2/oauth/token?client_id=${clientId}`,
      { form: { grant_type: 'client_credentials', client_id: clientId } },
    );
    expect(refusal(answer)).toMatch(/^400 invalid_request: .*more than once/);
  });

  it('with a JSON body is refused', async () => {
    const answer = await send(`${bank.urls.bpce('17515')}/stet/psd2/oauth/token`, {
      json: { grant_type: 'client_credentials', client_id: clientId },
    });
    expect(refusal(answer)).toMatch(/^400 invalid_request: .*x-www-form-urlencoded/);
  });

  it('by GET is answered 405', async () => {
    const answer = await send(`${bank.urls.bpce('17515')}/stet/psd2/oauth/token`);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });

  it('with client_credentials gives a pisp token without a refresh token', async () => {
    const answer = await requestToken(bank, {
      grant_type: 'client_credentials',
      client_id: clientId,
    });
    expect(Object.keys(answer.json())).not.toContain('refresh_token');
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', scope: 'pisp' });
  });

  it('with client_credentials for another scope is refused', async () => {
    const form = { grant_type: 'client_credentials', client_id: clientId, scope: 'aisp' };
    expect(refusal(await requestToken(bank, form))).toContain('400 invalid_scope');
  });
});

describe('a refresh', () => {
  it('gives a new access token, cancels the old one and keeps the refresh token', async () => {
    const first = await obtainTokens(bank);
    const answer = await refresh(bank, first.refresh_token);
    const second = answer.json();
    expect(second.refresh_token).toBe(first.refresh_token);
    expect(second.access_token).not.toBe(first.access_token);
    expect((await callResource(bank, '/accounts', first.access_token)).status).toBe(401);
    expect((await callResource(bank, '/accounts', String(second.access_token))).status).toBe(200);
  });

  it('replaces the refresh token when rotation is on', async () => {
    bank.control.settings({ rotateRefreshToken: true });
    const first = await obtainTokens(bank);
    const second = (await refresh(bank, first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(refusal(await refresh(bank, first.refresh_token))).toMatch(/replaced or cancelled/);
    expect((await refresh(bank, String(second.refresh_token))).status).toBe(200);
  });

  it('is refused for an unknown refresh token', async () => {
    expect(refusal(await refresh(bank, 'unknown'))).toMatch(/^400 invalid_grant: .*not known/);
  });

  it('is refused after 180 days, also for a token that was rotated in between', async () => {
    bank.control.settings({ rotateRefreshToken: true });
    const first = await obtainTokens(bank);
    bank.control.clock({ advanceSeconds: 179 * 24 * 3600 });
    const second = (await refresh(bank, first.refresh_token)).json();
    bank.control.clock({ advanceSeconds: 24 * 3600 });
    expect(refusal(await refresh(bank, String(second.refresh_token)))).toMatch(/expired/);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { decide } from './bank-user.ts';
import {
  answerParameters,
  authorizationUrl,
  exchangeParameters,
  listAccounts,
  names,
  obtainCode,
  obtainTokens,
  readTokens,
  refreshParameters,
  requestToken,
} from './dialect-user.ts';
import { send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

const exchange = async (name: (typeof names)[number], code: string) =>
  requestToken(bank, name, exchangeParameters(bank, name, code));

describe.each(names)('the dialect %s', (name) => {
  it('leads from the login to the accounts', async () => {
    const { access } = await obtainTokens(bank, name);
    const answer = await listAccounts(bank, name, access);
    expect(answer.status).toBe(200);
    expect(answer.json()).toHaveProperty('accounts.0.id', 'practice-account-1');
  });

  it('gives the state back, and sends access_denied when the user refuses', async () => {
    const url = authorizationUrl(bank, name);
    expect(answerParameters(name, await decide(url, 'approve')).state).toBe('state-1');
    const refused = answerParameters(name, await decide(url, 'refuse'));
    expect(Object.values(refused)).toEqual([
      'access_denied',
      'The user refused the access.',
      'state-1',
    ]);
  });

  it('shows an error page for an unknown client or redirect URI', async () => {
    const client = name === 'renamed' ? 'applicationId' : 'client_id';
    const redirect = name === 'renamed' ? 'successRedirect' : 'redirect_uri';
    for (const changes of [
      { [client]: 'other' },
      { [client]: undefined },
      { [redirect]: 'http://app.localhost/other' },
      { [redirect]: undefined },
    ]) {
      const answer = await send(authorizationUrl(bank, name, changes));
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.text).toContain(`<code>${Object.keys(changes)}</code> is missing, repeated`);
    }
  });

  it('takes a code once; a second use ends the tokens of the first', async () => {
    const code = await obtainCode(bank, name);
    const { access, refresh } = readTokens(await exchange(name, code));
    const second = await exchange(name, code);
    expect([second.status, second.json().error]).toEqual([400, 'invalid_grant']);
    expect((await listAccounts(bank, name, access)).status).toBe(401);
    const refreshed = await requestToken(bank, name, refreshParameters(name, refresh));
    expect(refreshed.json().error).toBe('invalid_grant');
  });

  it('lets codes, access tokens and refresh tokens expire by the clock of the bank', async () => {
    const late = await obtainCode(bank, name);
    bank.control.clock({ advanceSeconds: 60 });
    expect((await exchange(name, late)).json().error).toBe('invalid_grant');

    bank.control.lifetimes({ accessTokenSeconds: 10, refreshTokenSeconds: 20 });
    const { access, refresh } = await obtainTokens(bank, name);
    bank.control.clock({ advanceSeconds: 10 });
    expect((await listAccounts(bank, name, access)).status).toBe(401);
    bank.control.clock({ advanceSeconds: 10 });
    const refreshed = await requestToken(bank, name, refreshParameters(name, refresh));
    expect(refreshed.json().error).toBe('invalid_grant');
  });

  it('keeps the refresh token at a refresh, or rotates it when told so', async () => {
    const tokens = await obtainTokens(bank, name);
    const kept = readTokens(
      await requestToken(bank, name, refreshParameters(name, tokens.refresh)),
    );
    expect(kept.refresh).toBe(tokens.refresh);
    expect((await listAccounts(bank, name, tokens.access)).status).toBe(401);
    expect((await listAccounts(bank, name, kept.access)).status).toBe(200);

    bank.control.settings({ rotateRefreshToken: true });
    const rotated = readTokens(
      await requestToken(bank, name, refreshParameters(name, tokens.refresh)),
    );
    expect(rotated.refresh).not.toBe(tokens.refresh);
    const old = await requestToken(bank, name, refreshParameters(name, tokens.refresh));
    expect(old.json().error).toBe('invalid_grant');
  });

  it('refuses a wrong secret with 401 and a wrong redirect URI with invalid_grant', async () => {
    const code = await obtainCode(bank, name);
    const good = exchangeParameters(bank, name, code);
    const secretName = name === 'renamed' ? 'applicationSecret' : 'client_secret';
    const redirectName = name === 'renamed' ? 'successRedirect' : 'redirect_uri';
    const wrongSecret = await requestToken(bank, name, { ...good, [secretName]: 'wrong' });
    expect([wrongSecret.status, wrongSecret.json().error]).toEqual([401, 'invalid_client']);
    const wrongUri = await requestToken(bank, name, {
      ...good,
      [redirectName]: 'http://closed.localhost:2/callback',
    });
    expect(wrongUri.json().error).toBe('invalid_grant');
    expect((await requestToken(bank, name, good)).status).toBe(200);
  });

  it('names a missing parameter as the client knows it', async () => {
    const good = exchangeParameters(bank, name, 'no-such-code');
    for (const parameter of Object.keys(good).filter((one) => !/client|application/.test(one))) {
      const answer = await requestToken(bank, name, { ...good, [parameter]: '' });
      expect([answer.status, answer.json()]).toEqual([
        400,
        { error: 'invalid_request', error_description: `${parameter} is missing.` },
      ]);
    }
  });

  it('takes token parameters in no other place', async () => {
    const parameters = exchangeParameters(bank, name, await obtainCode(bank, name));
    const url = `${bank.urls.dialect(name)}/token`;
    const places = {
      query: await send(`${url}?${new URLSearchParams(parameters)}`, { method: 'POST' }),
      form: await send(url, { form: parameters }),
      json: await send(url, { json: parameters }),
    };
    const right = { 'query-token': 'query', 'json-token': 'json', renamed: 'json' };
    for (const [place, answer] of Object.entries(places)) {
      const isRight = place === ({ ...right } as Record<string, string>)[name];
      const isForm = place === 'form' && !Object.hasOwn(right, name);
      if (isRight || isForm) expect(answer.status).toBe(200);
      else expect([answer.status, answer.json().error]).toEqual([400, 'invalid_request']);
    }
  });

  it('opens the accounts to no token, an unknown one or one for another scope', async () => {
    expect((await listAccounts(bank, name)).status).toBe(401);
    expect((await listAccounts(bank, name, 'unknown')).headers['www-authenticate']).toMatch(
      /^Bearer error="invalid_token"/,
    );
    const { access } = await obtainTokens(bank, name, { scope: 'balances' });
    expect((await listAccounts(bank, name, access)).status).toBe(403);
  });

  it('forgets codes and tokens at a reset', async () => {
    const { access } = await obtainTokens(bank, name);
    const code = await obtainCode(bank, name);
    bank.control.reset();
    expect((await listAccounts(bank, name, access)).status).toBe(401);
    expect((await exchange(name, code)).json().error).toBe('invalid_grant');
  });

  it('obeys faults on the redirect and on the token answer', async () => {
    const host = `${name}.dialects.localhost`;
    bank.control.faults({ host, path: '/authorize', kind: 'wrong-state', times: 1 });
    const answer = await decide(authorizationUrl(bank, name), 'approve');
    const parameters = answerParameters(name, answer);
    expect(Object.keys(parameters)).toHaveLength(2);
    expect(parameters.state).toBe('practice-wrong-state');
    bank.control.faults({ host, path: '/token', kind: 'status', status: 503 });
    expect((await exchange(name, 'any')).status).toBe(503);
  });
});

describe('the tokens of the dialect', () => {
  it.each(names.filter((name) => name !== 'renamed'))('%s have the RFC names', async (name) => {
    const answer = await exchange(name, await obtainCode(bank, name));
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9]{56}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^[A-Za-z0-9]{56}$/),
      scope: name === 'comma-scope' ? 'accounts,balances' : 'accounts balances',
    });
  });

  it('renamed have other names, and lifetimes in seconds', async () => {
    const answer = await exchange('renamed', await obtainCode(bank, 'renamed'));
    expect(answer.json()).toEqual({
      access: expect.any(String),
      refresh: expect.any(String),
      access_expires: 3600,
      refresh_expires: 180 * 24 * 3600,
    });
  });
});

describe('an authorization request', () => {
  it.each([
    ['comma-scope', 'accounts balances'],
    ['comma-scope', 'accounts, balances'],
    ['comma-scope', ''],
    ['fragment', 'accounts,balances'],
    ['query-token', 'accounts payments'],
  ] as const)('in %s with the scope "%s" is refused with invalid_scope', async (name, scope) => {
    const answer = await send(authorizationUrl(bank, name, { scope }));
    expect(answer.status).toBe(302);
    expect(answerParameters(name, answer)).toEqual({
      error: 'invalid_scope',
      error_description: expect.any(String),
      state: 'state-1',
    });
  });

  it('in renamed sends its errors to errorRedirect under other names', async () => {
    const url = authorizationUrl(bank, 'renamed', { scope: 'all' });
    for (const answer of [
      await send(url),
      await decide(authorizationUrl(bank, 'renamed'), 'refuse'),
    ]) {
      const location = new URL(answer.headers.location ?? '');
      expect(location.href.split('?')[0]).toBe('http://closed.localhost:2/callback');
      expect([...location.searchParams.keys()]).toEqual(['errorCode', 'errorText', 'state']);
    }
  });

  it('in renamed must name a registered errorRedirect', async () => {
    const answer = await send(
      authorizationUrl(bank, 'renamed', { errorRedirect: 'http://x.test' }),
    );
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });

  it('in fragment is answered in the fragment and not in the query', async () => {
    const answer = await decide(authorizationUrl(bank, 'fragment'), 'approve');
    expect(answer.headers.location).toMatch(/\/callback#code=[A-Za-z0-9]{40}&state=state-1$/);
  });

  it.each([
    ['no response_type', { response_type: undefined }, 'invalid_request'],
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
  ])('with %s is refused at the redirect URI', async (_what, changes, error) => {
    const answer = await send(authorizationUrl(bank, 'json-token', changes));
    expect(answerParameters('json-token', answer)).toMatchObject({ error, state: 'state-1' });
  });
});

describe('a JSON token request', () => {
  it.each(['[]', '"text"', '{', '{"grant_type": 1}'])('is refused as %s', async (body) => {
    const answer = await send(`${bank.urls.dialect('json-token')}/token`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect([answer.status, answer.json().error]).toEqual([400, 'invalid_request']);
  });
});

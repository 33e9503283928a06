import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { appRedirectUri, authorizationUrl, decide, post, redirectParameters } from './bpce-user.ts';
import { send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
afterAll(() => bank.close());

describe('the login pages of a BPCE-like bank', () => {
  it('lead from login over SMS and consent back to the client with a code and its state', async () => {
    const answer = await decide(authorizationUrl(bank), 'approve');
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toMatch(new RegExp(`^${appRedirectUri(bank)}\\?`));
    expect(redirectParameters(answer)).toEqual({
      code: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      state: 'state-1',
    });
  });

  it('send access_denied and the state when the user refuses', async () => {
    expect(redirectParameters(await decide(authorizationUrl(bank), 'refuse'))).toMatchObject({
      error: 'access_denied',
      state: 'state-1',
    });
  });

  it('send no state when none was sent', async () => {
    const answer = await decide(authorizationUrl(bank, { state: undefined }), 'approve');
    expect(Object.keys(redirectParameters(answer))).toEqual(['code']);
  });

  it('are labelled, and print the practice credentials', async () => {
    const { text } = await send(authorizationUrl(bank));
    expect(text).toContain('<label for="user">Identifiant / User ID</label>');
    expect(text).toContain('<label for="password">Mot de passe / Password</label>');
    expect(text).toContain('<button id="continue">Continuer / Continue</button>');
    expect(text).toContain('<aside aria-label="Practice credentials">');
  });

  it('are shown again with an error after wrong credentials or a wrong SMS code', async () => {
    const url = authorizationUrl(bank);
    const login = await send(url);
    const wrongLogin = await post(url, login, { user: 'practice', password: 'wrong' });
    expect(wrongLogin.text).toContain('role="alert">Identifiant ou mot de passe incorrect');
    const sms = await post(url, wrongLogin, { user: 'practice', password: 'practice' });
    const wrongSms = await post(url, sms, { sms: '00000000' });
    expect(wrongSms.text).toContain('role="alert">Code SMS incorrect');
    expect(wrongSms.text).toContain('id="confirm"');
  });

  it('are left out where the bank approves at once', async () => {
    bank.control.settings({ approveAtOnce: true });
    const answer = await send(authorizationUrl(bank));
    bank.control.settings({ approveAtOnce: false });
    expect(redirectParameters(answer)).toEqual({ code: expect.any(String), state: 'state-1' });
  });

  it('cannot be skipped by posting a later step', async () => {
    const url = authorizationUrl(bank);
    const answer = await post(url, await send(url), { decision: 'approve' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('id="user"');
  });

  it('end when the decision is posted a second time', async () => {
    const url = authorizationUrl(bank);
    const sms = await post(url, await send(url), { user: 'practice', password: 'practice' });
    const consent = await post(url, sms, { sms: '12345678' });
    expect((await post(url, consent, { decision: 'approve' })).status).toBe(302);
    expect((await post(url, consent, { decision: 'approve' })).status).toBe(400);
  });

  it('ignore PKCE parameters', async () => {
    const url = authorizationUrl(bank, { code_challenge: 'x', code_challenge_method: 'S256' });
    expect((await send(url)).status).toBe(200);
  });

  it('escape what came from the request', async () => {
    const { text } = await send(`${bank.urls.bpce('17515')}/<script>alert(1)</script>`);
    expect(text).not.toContain('<script>');
  });
});

describe('an authorization request', () => {
  it.each([
    ['an unknown client_id', { client_id: 'PSDFR-ACPR-99999' }],
    ['no client_id', { client_id: undefined }],
    ['an unregistered redirect_uri', { redirect_uri: 'http://app.localhost/other' }],
    [
      'a redirect_uri with a slash too many',
      { redirect_uri: 'http://closed.localhost:2/callback/' },
    ],
    ['no redirect_uri', { redirect_uri: undefined }],
  ])('with %s gets an error page and no redirect', async (_what, changes) => {
    const answer = await send(authorizationUrl(bank, changes));
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers.location).toBeUndefined();
    expect(answer.text).toContain('Demande refusée / Request refused');
  });

  it.each([
    ['no response_type', { response_type: undefined }, 'invalid_request'],
    ['response_type=token', { response_type: 'token' }, 'unsupported_response_type'],
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['scope pisp', { scope: 'pisp' }, 'invalid_scope'],
    ['a comma in scope', { scope: 'aisp,cbpii' }, 'invalid_scope'],
    [
      'extended_transaction_history',
      { scope: 'aisp extended_transaction_history' },
      'invalid_scope',
    ],
  ])('with %s is refused at the redirect URI', async (_what, changes, error) => {
    const answer = await send(authorizationUrl(bank, changes));
    expect(answer.status).toBe(302);
    expect(redirectParameters(answer)).toEqual({
      error,
      error_description: expect.stringMatching(/./),
      state: 'state-1',
    });
  });

  it('with a repeated parameter is refused at the redirect URI', async () => {
    const answer = await send(`${authorizationUrl(bank)}&scope=aisp`);
    expect(redirectParameters(answer)).toMatchObject({ error: 'invalid_request' });
  });

  it('for another bank code than those served gets a page that says so', async () => {
    const answer = await send(authorizationUrl(bank, {}, '10807'));
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('10807 is not served in the sandbox');
  });

  it('for cbpii is served', async () => {
    const answer = await decide(authorizationUrl(bank, { scope: 'cbpii' }), 'approve');
    expect(redirectParameters(answer)).toHaveProperty('code');
  });
});

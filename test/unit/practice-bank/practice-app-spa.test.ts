import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openIdPageClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { send } from './local-client.ts';
import { decide } from './openid-user.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
afterAll(() => bank.close());

async function codeFor(redirectUri: string) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL('/auth', bank.urls.oidc);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: openIdPageClient.client_id,
    redirect_uri: redirectUri,
    scope: 'openid offline_access accounts',
    prompt: 'consent',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const redirect = await decide(url.href, 'approve');
  return { verifier, code: redirect.searchParams.get('code') ?? '' };
}

function exchange(origin: string, form: Record<string, string>) {
  return send(`${bank.urls.oidc}/token`, {
    headers: { origin },
    form: { grant_type: 'authorization_code', client_id: openIdPageClient.client_id, ...form },
  });
}

it('gives tokens to the app that is a page, and lets that page alone read them', async () => {
  const { pageApp, app } = bank.urls;
  const redirect_uri = `${pageApp}/callback`;
  const allowed = async (origin: string) => {
    const { verifier, code } = await codeFor(redirect_uri);
    const answer = await exchange(origin, { code, redirect_uri, code_verifier: verifier });
    return { answer, origin: answer.headers['access-control-allow-origin'] };
  };
  const own = await allowed(pageApp);
  expect(own.answer.json()).toMatchObject({ token_type: 'Bearer' });
  expect(own.origin).toBe(pageApp);
  expect((await allowed(app)).origin).toBeUndefined();
});

it.each([
  ['/callback', 'no-referrer'],
  ['/callback-with-picture', 'unsafe-url'],
])('serves the page behind %s, which tells others of itself: %s', async (path, policy) => {
  const page = await send(`${bank.urls.pageApp}${path}`);
  expect(page.headers['referrer-policy']).toBe(policy);
  expect(page.text).toContain('askForTokens');
});

it('has a button for each slip', async () => {
  const { text } = await send(bank.urls.pageApp);
  for (const id of ['connect', 'silent', 'state', 'verifier', 'leak']) {
    expect(text).toContain(`id="${id}"`);
  }
});

import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openIdClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { localFetch, send } from './local-client.ts';
import { decide, openLoginPage } from './openid-user.ts';

const client: oauth.Client = { client_id: openIdClient.client_id };
const clientAuthentication = oauth.ClientSecretPost(openIdClient.client_secret);
const http = { [oauth.customFetch]: localFetch, [oauth.allowInsecureRequests]: true };

let bank: PracticeBank;
let server: oauth.AuthorizationServer;
beforeAll(async () => {
  bank = await startPracticeBank();
  const issuer = new URL(bank.urls.oidc);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

async function startFlow(changes: Record<string, string> = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: `${bank.urls.app}/callback`,
    scope: 'openid offline_access accounts',
    prompt: 'consent',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changes,
  }).toString();
  return { url: url.href, verifier, state, nonce };
}

async function exchange(parameters: URLSearchParams, verifier: string, nonce: string) {
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    clientAuthentication,
    parameters,
    `${bank.urls.app}/callback`,
    verifier,
    http,
  );
  return oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce });
}

async function obtainTokens() {
  const { url, verifier, state, nonce } = await startFlow();
  const redirect = await decide(url, 'approve');
  const parameters = oauth.validateAuthResponse(server, client, redirect, state);
  return { parameters, tokens: await exchange(parameters, verifier, nonce), verifier, nonce };
}

async function refresh(refreshToken: string) {
  const answer = await oauth.refreshTokenGrantRequest(
    server,
    client,
    clientAuthentication,
    refreshToken,
    http,
  );
  return oauth.processRefreshTokenResponse(server, client, answer);
}

function readAccounts(token?: string) {
  const headers: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return send(`${bank.urls.oidc}/api/accounts`, { headers });
}

describe('the OpenID bank', () => {
  it('gives a strict client tokens for a code with PKCE, and iss in the redirect', async () => {
    const { parameters, tokens } = await obtainTokens();
    expect(parameters.get('iss')).toBe(bank.urls.oidc);
    // oidc-provider names the scope of the access token, not that of the whole grant.
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'accounts' });
    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe('practice-user');
  });

  it('issues RS256 JWT access tokens that open the accounts', async () => {
    const { tokens } = await obtainTokens();
    const [header, payload] = tokens.access_token
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(payload).toMatchObject({ aud: `${bank.urls.oidc}/api`, scope: 'accounts' });
    expect((await readAccounts(tokens.access_token)).json()).toHaveProperty('accounts.length', 2);
  });

  it('refuses the accounts with 401 invalid_token without a token or with a changed one', async () => {
    const { tokens } = await obtainTokens();
    for (const token of [undefined, `${tokens.access_token.slice(0, -8)}AAAAAAAA`]) {
      const answer = await readAccounts(token);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer error="invalid_token"');
    }
  });

  it('rotates refresh tokens, and ends the grant when an old one comes back', async () => {
    const { tokens } = await obtainTokens();
    const first = tokens.refresh_token ?? '';
    const second = (await refresh(first)).refresh_token ?? '';
    expect(second).not.toBe(first);
    await expect(refresh(first)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(refresh(second)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('takes a code once', async () => {
    const { parameters, verifier, nonce } = await obtainTokens();
    await expect(exchange(parameters, verifier, nonce)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('refuses a code with another verifier', async () => {
    const { url, state, nonce } = await startFlow();
    const parameters = oauth.validateAuthResponse(
      server,
      client,
      await decide(url, 'approve'),
      state,
    );
    const other = oauth.generateRandomCodeVerifier();
    await expect(exchange(parameters, other, nonce)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('refuses a request without PKCE at the redirect URI', async () => {
    const { url } = await startFlow();
    const withoutChallenge = new URL(url);
    withoutChallenge.searchParams.delete('code_challenge');
    withoutChallenge.searchParams.delete('code_challenge_method');
    const answer = await send(withoutChallenge.href);
    expect(new URL(answer.headers.location ?? '').searchParams.get('error')).toBe(
      'invalid_request',
    );
  });

  it('shows a page instead of redirecting to an unregistered redirect_uri', async () => {
    const { url } = await startFlow({ redirect_uri: 'http://elsewhere.localhost/callback' });
    const answer = await send(url);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Request refused');
  });

  it('sends access_denied when the user refuses', async () => {
    const { url, state } = await startFlow();
    const redirect = await decide(url, 'refuse');
    expect(Object.fromEntries(redirect.searchParams)).toMatchObject({
      error: 'access_denied',
      state,
      iss: bank.urls.oidc,
    });
  });

  it('shows the login again after a wrong password', async () => {
    const { browser, page, issuer } = await openLoginPage((await startFlow()).url);
    const again = await browser.submit(page, issuer, { user: 'practice', password: 'wrong' });
    expect(again.text).toContain('role="alert">Wrong user ID or password');
    expect(again.text).toContain('id="continue"');
  });

  it('ends codes, access tokens and refresh tokens by the clock of the bank', async () => {
    bank.control.clock({ advanceSeconds: 1000 });
    const { tokens } = await obtainTokens();
    expect((await readAccounts(tokens.access_token)).status).toBe(200);
    bank.control.clock({ advanceSeconds: 3600 });
    expect((await readAccounts(tokens.access_token)).status).toBe(401);
    bank.control.clock({ advanceSeconds: 180 * 24 * 3600 });
    await expect(refresh(tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const { url, verifier, state, nonce } = await startFlow();
    const redirect = await decide(url, 'approve');
    bank.control.clock({ advanceSeconds: 60 });
    const parameters = oauth.validateAuthResponse(server, client, redirect, state);
    await expect(exchange(parameters, verifier, nonce)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('takes short lifetimes from the control', async () => {
    bank.control.lifetimes({ accessTokenSeconds: 5 });
    const { tokens } = await obtainTokens();
    expect(tokens.expires_in).toBe(5);
  });

  it('forgets its tokens at a reset', async () => {
    const { tokens } = await obtainTokens();
    bank.control.reset();
    expect((await readAccounts(tokens.access_token)).status).toBe(401);
    await expect(refresh(tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});

it('gives cookies that are still good by the date it sends, however far its clock was moved', async () => {
  bank.control.clock({ advanceSeconds: 200 * 24 * 3600 });
  const { url } = await startFlow();
  const { headers } = await send(url);
  const dateMs = Date.parse(String(headers.date));
  const ends = [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => Date.parse(/expires=([^;]+)/i.exec(cookie)?.[1] ?? ''));
  expect(ends.length).toBeGreaterThan(0);
  for (const endMs of ends) expect(endMs).toBeGreaterThan(dateMs);
});

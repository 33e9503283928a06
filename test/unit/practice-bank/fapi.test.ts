import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { type BankOverTls, openFapiUser } from './fapi-user.ts';
import { send } from './local-client.ts';
import { openLoginPage } from './openid-user.ts';

let bank: BankOverTls;
beforeAll(async () => {
  bank = await startPracticeBank({ tls: true });
});
afterAll(() => bank.close());
beforeEach(() => bank.control.reset());

const details = [
  { type: 'account_information', actions: ['list_accounts'] },
  {
    type: 'payment_initiation',
    instructedAmount: { currency: 'EUR', amount: '12.50' },
    creditorName: 'Practice merchant',
  },
];

type User = Awaited<ReturnType<typeof openFapiUser>>;

async function parametersOf(user: User, change: Record<string, string> = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const parameters: Record<string, string> = {
    client_id: user.client.client_id,
    response_type: 'code',
    redirect_uri: user.redirectUri,
    scope: 'openid accounts',
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...change,
  };
  return { parameters, verifier };
}

async function pushed(user: User, change: Record<string, string> = {}) {
  const { parameters, verifier } = await parametersOf(user, change);
  const answer = await user.push({ ...parameters, ...(await user.proveClient()) });
  expect(answer.status, answer.text).toBe(201);
  const { request_uri, expires_in } = answer.json() as { request_uri: string; expires_in: number };
  return { parameters, verifier, request_uri, expires_in };
}

/** Pushes, logs in, exchanges; everything by oauth4webapi. */
async function obtainTokens(user: User, DPoP?: oauth.DPoPHandle) {
  const { server, client, authentication, http } = user;
  const { parameters, verifier } = await parametersOf(user, {
    authorization_details: JSON.stringify(details),
    resource: user.addresses.api,
  });
  const dpop = DPoP && { DPoP };
  const push = () =>
    oauth.pushedAuthorizationRequest(
      server,
      client,
      authentication,
      new URLSearchParams(parameters),
      {
        ...http,
        ...dpop,
      },
    );
  const { request_uri } = await twice(async () =>
    oauth.processPushedAuthorizationResponse(server, client, await push()),
  );
  const redirect = await user.approve(user.openUrl({ request_uri }));
  const answer = oauth.validateAuthResponse(server, client, redirect, parameters.state);
  const tokens = await twice(async () =>
    oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        answer,
        user.redirectUri,
        verifier,
        { ...http, ...dpop },
      ),
      { expectedNonce: parameters.nonce ?? '', requireIdToken: true },
    ),
  );
  return { tokens, redirect };
}

/** Once more where the bank wants its nonce. */
async function twice<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return run();
  }
}

const dpopFor = async ({ client }: User) =>
  oauth.DPoP(client, await oauth.generateKeyPair('ES256'));

function errorOf(answer: { text: string }) {
  return JSON.parse(answer.text) as { error: string; error_description: string };
}

describe('the FAPI 2 bank with DPoP', () => {
  let user: User;
  beforeEach(async () => {
    user = await openFapiUser(bank, 'fapi2');
  });

  it('says in its metadata what it wants', () => {
    expect(user.server).toMatchObject({
      issuer: user.addresses.issuer,
      require_pushed_authorization_requests: true,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      authorization_response_iss_parameter_supported: true,
      authorization_details_types_supported: ['account_information', 'payment_initiation'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(user.server.dpop_signing_alg_values_supported).toContain('ES256');
  });

  it('gives a strict client tokens tied to its key, for an API that wants proofs, and new ones', async () => {
    const DPoP = await dpopFor(user);
    const { tokens, redirect } = await obtainTokens(user, DPoP);
    expect(redirect.searchParams.get('iss')).toBe(user.addresses.issuer);
    expect(tokens).toMatchObject({ token_type: 'dpop', authorization_details: details });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      aud: user.addresses.api,
      cnf: { jkt: expect.any(String) },
      authorization_details: details,
    });
    const read = (token: string) =>
      twice(() =>
        oauth.protectedResourceRequest(
          token,
          'GET',
          new URL(`${user.addresses.api}/accounts`),
          new Headers(),
          null,
          { ...user.http, DPoP },
        ),
      );
    expect((await read(tokens.access_token)).status).toBe(200);
    const { server, client, authentication, http } = user;
    const refresh = async () =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(
          server,
          client,
          authentication,
          tokens.refresh_token ?? '',
          { ...http, DPoP },
        ),
      );
    const fresh = await refresh();
    expect((await read(fresh.access_token)).status).toBe(200);
    bank.control.clock({ advanceSeconds: 1 });
    await expect(refresh()).rejects.toSatisfy(oauth.isDPoPNonceError);
    expect((await refresh()).token_type).toBe('dpop');
    bank.control.clock({ advanceSeconds: 3600 });
    await expect(read(tokens.access_token)).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    ['to nothing', null],
    ['to another key', { jkt: 'practice-other-key' }],
  ])('can tie the access token %s, under a good signature', async (_what, cnf) => {
    const sign = { path: '/token', kind: 'sign-token', member: 'access_token' } as const;
    bank.control.faults({ ...sign, claims: { cnf } });
    const DPoP = await dpopFor(user);
    const { tokens } = await obtainTokens(user, DPoP);
    expect(decodeJwt(tokens.access_token).cnf).toEqual(cnf ?? undefined);
    const read = () =>
      oauth.protectedResourceRequest(
        tokens.access_token,
        'GET',
        new URL(`${user.addresses.api}/accounts`),
        new Headers(),
        null,
        { ...user.http, DPoP },
      );
    await expect(twice(read)).rejects.toMatchObject({
      cause: [{ parameters: { error: 'invalid_token' } }],
    });
  });

  it('approves without asking anybody when told so', async () => {
    bank.control.settings({ approveAtOnce: true });
    const { request_uri, parameters } = await pushed(user);
    const { page, browser } = await openLoginPage(user.openUrl({ request_uri }), user.believing);
    expect(browser).toBeDefined();
    const redirect = new URL(page.headers.location ?? '');
    expect(redirect.searchParams.get('state')).toBe(parameters.state);
    expect(redirect.searchParams.get('code')).toMatch(/./);
  });

  it('takes no request that was not pushed', async () => {
    const { parameters } = await parametersOf(user);
    const { page } = await openLoginPage(user.openUrl(parameters), user.believing);
    expect(new URL(page.headers.location ?? '').searchParams.get('error')).toBe('invalid_request');
  });

  it('takes a request_uri once, and not after its end', async () => {
    bank.control.lifetimes({ requestUriSeconds: 5 });
    const first = await pushed(user);
    expect(first.expires_in).toBe(5);
    const url = user.openUrl({ request_uri: first.request_uri });
    await user.approve(url);
    const again = await send(url, { tls: user.believing });
    expect([again.status, again.text]).toEqual([400, expect.stringContaining('already used')]);
    const second = await pushed(user);
    bank.control.clock({ advanceSeconds: 6 });
    const late = await send(user.openUrl({ request_uri: second.request_uri }), {
      tls: user.believing,
    });
    expect([late.status, late.text]).toEqual([400, expect.stringContaining('expired')]);
  });

  it.each<[string, (user: User) => Promise<Record<string, string>>]>([
    ['for another audience', (one) => one.proveClient({ aud: 'https://elsewhere.example' })],
    ['for the token endpoint', (one) => one.proveClient({ aud: `${one.addresses.issuer}/token` })],
    ['that has ended', (one) => one.proveClient({ exp: one.now() - 60 })],
    [
      'signed with a secret',
      async (one) => {
        const assertion = await new SignJWT(one.assertionClaims())
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('practice-secret-not-real-at-all-'));
        return { ...(await one.proveClient()), client_assertion: assertion };
      },
    ],
  ])('takes no assertion %s', async (_what, prove) => {
    const { parameters } = await parametersOf(user);
    const answer = await user.push({ ...parameters, ...(await prove(user)) });
    expect([answer.status, errorOf(answer).error]).toEqual([401, 'invalid_client']);
  });

  it('takes an assertion once, with either key', async () => {
    const { parameters } = await parametersOf(user);
    const proof = await user.proveClient();
    const rsa = await user.sign(user.assertionClaims(), 'PS256');
    expect((await user.push({ ...parameters, ...proof, client_assertion: rsa })).status).toBe(201);
    expect((await user.push({ ...parameters, ...proof })).status).toBe(201);
    const again = await user.push({ ...parameters, ...proof });
    expect([again.status, errorOf(again).error]).toEqual([401, 'invalid_client']);
  });

  it('takes an assertion by a key that was registered, until the reset', async () => {
    const { parameters } = await parametersOf(user);
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const push = async () => {
      const client_assertion = await new SignJWT(user.assertionClaims())
        .setProtectedHeader({ alg: 'ES256', kid: 'registered' })
        .sign(privateKey);
      const proof = await user.proveClient();
      return (await user.push({ ...parameters, ...proof, client_assertion })).status;
    };
    expect(await push()).toBe(401);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'registered' };
    expect(bank.control.clientKeys({ keys: [jwk] })).toEqual({ registered: 1 });
    expect(await push()).toBe(201);
    bank.control.reset();
    expect(await push()).toBe(401);
  });

  it.each([
    ['an unknown type', [{ type: 'cake' }]],
    ['a payment of nothing', [{ type: 'payment_initiation' }]],
    ['no list', { type: 'account_information' }],
  ])('takes no authorization details of %s', async (_what, wrong) => {
    const { parameters } = await parametersOf(user, {
      authorization_details: JSON.stringify(wrong),
    });
    const answer = await user.push({ ...parameters, ...(await user.proveClient()) });
    expect([answer.status, errorOf(answer).error]).toEqual([400, 'invalid_authorization_details']);
  });

  it('takes no other resource', async () => {
    const { parameters } = await parametersOf(user, { resource: 'https://elsewhere.example' });
    const answer = await user.push({ ...parameters, ...(await user.proveClient()) });
    expect([answer.status, errorOf(answer).error]).toEqual([400, 'invalid_target']);
  });

  it('wants its nonce, this address, this method and a new proof for a code', async () => {
    const { addresses } = user;
    const pair = await oauth.generateKeyPair('ES256');
    const url = `${addresses.issuer}/token`;
    const { request_uri, verifier } = await pushed(user);
    const redirect = await user.approve(user.openUrl({ request_uri }));
    const form = {
      grant_type: 'authorization_code',
      code: redirect.searchParams.get('code') ?? '',
      redirect_uri: user.redirectUri,
      code_verifier: verifier,
    };
    const ask = async (dpop: string | undefined) =>
      user.post(
        url,
        { ...form, ...(await user.proveClient()) },
        dpop === undefined ? {} : { headers: { dpop } },
      );
    const good = { htm: 'POST', htu: url };
    expect(errorOf(await ask(undefined)).error).toBe('invalid_grant');
    const wanted = await ask(await proofOf(pair, good));
    expect([wanted.status, errorOf(wanted).error]).toEqual([400, 'use_dpop_nonce']);
    const nonce = String(wanted.headers['dpop-nonce']);
    const wrong = [
      { ...good, htu: `${addresses.issuer}/elsewhere` },
      { ...good, htm: 'GET' },
    ];
    for (const claims of wrong) {
      const answer = await ask(await proofOf(pair, { ...claims, nonce }));
      expect([answer.status, errorOf(answer).error]).toEqual([400, 'invalid_dpop_proof']);
    }
    const proof = await proofOf(pair, { ...good, nonce });
    const tokens = await ask(proof);
    expect(tokens.status, tokens.text).toBe(200);
    // The same proof with the refresh token.
    const refresh = async (dpop: string) =>
      user.post(
        url,
        {
          grant_type: 'refresh_token',
          refresh_token: String(tokens.json().refresh_token),
          ...(await user.proveClient()),
        },
        { headers: { dpop } },
      );
    expect(errorOf(await refresh(proof)).error).toBe('invalid_grant');

    const api = `${addresses.api}/accounts`;
    const token = String(tokens.json().access_token);
    const ath = Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)),
    ).toString('base64url');
    const call = (headers: Record<string, string>) => send(api, { headers, tls: user.believing });
    const bearer = await call({ authorization: `Bearer ${token}` });
    expect([bearer.status, bearer.headers['www-authenticate']]).toEqual([
      401,
      expect.stringMatching(/^DPoP .*algs="PS256 ES256/),
    ]);
    const read = async (claims: object, key = pair) => {
      const dpop = await proofOf(key, { htm: 'GET', htu: api, ath, ...claims });
      return { dpop, answer: await call({ authorization: `DPoP ${token}`, dpop }) };
    };
    const first = (await read({})).answer;
    expect(errorOf(first).error).toBe('use_dpop_nonce');
    const apiNonce = { nonce: String(first.headers['dpop-nonce']) };
    for (const claims of [{ htu: `${api}/x` }, { htm: 'POST' }, { ath: 'other' }]) {
      const { answer } = await read({ ...apiNonce, ...claims });
      expect([answer.status, errorOf(answer).error]).toEqual([401, 'invalid_dpop_proof']);
    }
    const stranger = await oauth.generateKeyPair('ES256');
    expect(errorOf((await read(apiNonce, stranger)).answer).error).toBe('invalid_token');
    const taken = await read(apiNonce);
    expect(taken.answer.status).toBe(200);
    const replayed = await call({ authorization: `DPoP ${token}`, dpop: taken.dpop });
    expect(errorOf(replayed).error_description).toMatch(/used before/);
  });
});

async function proofOf(pair: oauth.CryptoKeyPair, claims: object): Promise<string> {
  const jwk = await exportJWK(pair.publicKey);
  return new SignJWT({ jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .sign(pair.privateKey);
}

describe('the FAPI 2 bank with certificates', () => {
  let user: User;
  beforeEach(async () => {
    user = await openFapiUser(bank, 'fapi2Mtls');
  });

  it('gives a strict client tokens tied to its certificate, and new ones', async () => {
    const { tokens } = await obtainTokens(user);
    expect(tokens.token_type).toBe('bearer');
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      cnf: { 'x5t#S256': expect.any(String) },
    });
    const read = (tls: object) =>
      send(`${user.addresses.api}/accounts`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
        tls: { ...user.believing, ...tls },
      });
    expect((await read(user.tls)).status).toBe(200);
    const { certificatePem: cert, keyPem: key } = bank.tls.clientCertificates.other;
    for (const wrong of [{}, { cert, key }]) {
      const refused = await read(wrong);
      expect([refused.status, errorOf(refused).error]).toEqual([401, 'invalid_token']);
    }
    const { server, client, authentication, http } = user;
    const refreshToken = tokens.refresh_token ?? '';
    const fresh = await oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, http),
    );
    expect(decodeJwt(fresh.access_token).cnf).toEqual(decodeJwt(tokens.access_token).cnf);
  });

  it('knows no client without its certificate', async () => {
    const { parameters } = await parametersOf(user);
    const { certificatePem: cert, keyPem: key } = bank.tls.clientCertificates.other;
    for (const tls of [user.believing, { ...user.believing, cert, key }]) {
      const answer = await user.post(`${user.addresses.calls}/request`, parameters, { tls });
      expect([answer.status, errorOf(answer).error]).toEqual([401, 'invalid_client']);
    }
  });
});

describe('the FAPI 1 bank', () => {
  let user: User;
  beforeEach(async () => {
    user = await openFapiUser(bank, 'fapi1');
  });

  async function createConsent(): Promise<string> {
    const { server, client, authentication, http } = user;
    const parameters = new URLSearchParams({ scope: 'accounts' });
    const { access_token } = await oauth.processClientCredentialsResponse(
      server,
      client,
      await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, http),
    );
    const answer = await send(`${user.addresses.api}/account-access-consents`, {
      headers: { authorization: `Bearer ${access_token}` },
      json: { Data: { Permissions: [] }, Risk: {} },
      tls: user.tls,
    });
    expect(answer.status, answer.text).toBe(201);
    return (answer.json() as { Data: { ConsentId: string } }).Data.ConsentId;
  }

  async function requestOf(consentId: string) {
    const { parameters, verifier } = await parametersOf(user, { response_mode: 'jwt' });
    const claims = { id_token: { openbanking_intent_id: { value: consentId, essential: true } } };
    return { claims: user.objectClaims({ ...parameters, claims }), parameters, verifier };
  }

  it.each(['by value', 'pushed'])('signs its answer to a signed request, %s', async (way) => {
    const { server, client, authentication, http } = user;
    const consentId = await createConsent();
    const { claims, parameters, verifier } = await requestOf(consentId);
    const request = await user.sign(claims, 'PS256');
    const carried =
      way === 'by value'
        ? { request }
        : (await user.push({ request, ...(await user.proveClient()) })).json();
    const redirect = await user.approve(user.openUrl(carried as Record<string, string>));
    expect([...redirect.searchParams.keys()]).toEqual(['response']);
    const answer = await oauth.validateJwtAuthResponse(
      server,
      client,
      redirect,
      parameters.state,
      http,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        answer,
        user.redirectUri,
        verifier,
        http,
      ),
      { expectedNonce: parameters.nonce ?? '', requireIdToken: true },
    );
    expect(decodeJwt(tokens.id_token ?? '').openbanking_intent_id).toBe(consentId);
    const read = await send(`${user.addresses.api}/accounts`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
      tls: user.tls,
    });
    expect(read.status).toBe(200);
  });

  it.each<[string, (claims: ReturnType<User['objectClaims']>) => Promise<string> | string]>([
    ['unsigned', (claims) => unsigned(claims)],
    [
      'for another audience',
      (claims) => user.sign({ ...claims, aud: 'https://elsewhere.example' }),
    ],
    [
      'that has ended',
      (claims) => user.sign({ ...claims, nbf: user.now() - 99, exp: user.now() - 9 }),
    ],
    ['that never ends', (claims) => user.sign({ ...claims, exp: user.now() + 7200 })],
    ['of another client', (claims) => user.sign({ ...claims, iss: 'practice-other-client' })],
    ['with a plain answer', (claims) => user.sign({ ...claims, response_mode: 'query' })],
    ['without a consent', (claims) => user.sign({ ...claims, claims: { id_token: {} } })],
  ])('takes no request object %s', async (_what, sign) => {
    const request = await sign((await requestOf(await createConsent())).claims);
    const answer = await user.push({ request, ...(await user.proveClient()) });
    expect([answer.status, errorOf(answer).error]).toEqual([400, 'invalid_request_object']);
    const { page } = await openLoginPage(user.openUrl({ request }), user.believing);
    expect(page.text + page.headers.location).toMatch(/invalid_request_object|response=/);
  });

  it('takes no request without an object, and no consent that it does not know', async () => {
    const { parameters } = await parametersOf(user);
    const plain = await user.push({ ...parameters, ...(await user.proveClient()) });
    expect(errorOf(plain).error).toBe('invalid_request');
    const request = await user.sign((await requestOf('practice-consent-other')).claims);
    const unknown = await user.push({ request, ...(await user.proveClient()) });
    expect(errorOf(unknown)).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('openbanking_intent_id'),
    });
  });

  describe('with a fault', () => {
    async function answerWith(fault: object) {
      bank.control.settings({ approveAtOnce: true });
      bank.control.faults({ path: '/auth', ...fault } as Parameters<typeof bank.control.faults>[0]);
      const { claims, parameters } = await requestOf(await createConsent());
      const url = user.openUrl({ request: await user.sign(claims) });
      const { page } = await openLoginPage(url, user.believing);
      return { redirect: new URL(page.headers.location ?? ''), state: parameters.state };
    }

    it.each([
      ['another issuer', { claims: { iss: 'https://elsewhere.example' } }, 'fitting'],
      ['another audience', { claims: { aud: 'practice-other-client' } }, 'fitting'],
      ['an end in the past', { claims: { exp: 1_000_000_000 } }, 'fitting'],
      ['no signature', { header: { alg: 'none' } }, 'fitting'],
      ['a signature of something else', { claims: { code: 'practice-other-code' } }, 'old'],
    ])('answers with %s, which a strict client refuses', async (_what, change, signature) => {
      const { redirect, state } = await answerWith({ kind: 'set-response', ...change, signature });
      const { server, client, http } = user;
      const validated = oauth.validateJwtAuthResponse(server, client, redirect, state, http);
      await expect(validated).rejects.toThrow(/./);
    });

    it('answers in plain', async () => {
      const { redirect, state } = await answerWith({ kind: 'plain-response' });
      expect(Object.fromEntries(redirect.searchParams)).toEqual({
        code: expect.any(String),
        state,
        iss: user.addresses.issuer,
      });
    });
  });
});

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

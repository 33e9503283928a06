import { describe, expect, it } from 'vitest';
import type { RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { buildWorkerRequest } from '../../../../src/core/oauth/token-request.ts';
import { planOf } from '../../../fixtures/profiles.ts';

type Secrets = Parameters<typeof buildWorkerRequest>[2];

function build(id: string, name: string, secrets: Secrets, change: Partial<RequestDraft> = {}) {
  const built = buildWorkerRequest(planOf(id, change), name, secrets);
  if (!built.ok) throw new Error(built.error.kind);
  return built.value;
}

describe('token requests', () => {
  it('exchanges a BPCE code without scope and without a verifier', () => {
    const request = build('bpce-aisp', 'exchange', { code: 'FAKE-code' });
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/token',
      body:
        'grant_type=authorization_code&client_id=PSDFR-ACPR-12345&code=FAKE-code' +
        '&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb',
    });
    expect(request.headers).toContainEqual(['Content-Type', 'application/x-www-form-urlencoded']);
    expect(request.headers).toContainEqual(['Accept', 'application/json']);
  });

  it('sends the verifier when there is one', () => {
    const { body } = build('oidc', 'exchange', {
      code: 'FAKE-code',
      codeVerifier: 'FAKE-verifier',
    });
    expect(body).toContain('&code_verifier=FAKE-verifier');
  });

  it('asks for a BPCE payment token with the scope in the body', () => {
    expect(build('bpce-pisp', 'clientCredentials', {}).body).toBe(
      'grant_type=client_credentials&client_id=PSDFR-ACPR-12345&scope=pisp',
    );
  });

  it('asks for an Open Payments token with id, secret and both kinds of scope', () => {
    const request = build(
      'open-payments-api',
      'clientCredentials',
      { clientSecret: 'FAKE & secret' },
      { scope: 'accountinformation corporate' },
    );
    expect(request).toMatchObject({
      url: 'https://oauth.sandbox.openbankingplatform.com/connect/token',
      body:
        'client_id=00000000-0000-4000-8000-000000000001&grant_type=client_credentials' +
        '&scope=accountinformation+corporate&client_secret=FAKE+%26+secret',
    });
  });

  it.each([
    ['exchange', { code: 'FAKE-code' }],
    ['refresh', { refreshToken: 'FAKE-rt' }],
    ['clientCredentials', {}],
  ])('says at %s which APIs the token is for', (name, secrets) => {
    const resources = ['https://api.example/a', 'https://api.example/b'];
    const { parameters } = build('oidc', name, secrets, { resources });
    expect(parameters.filter((one) => one.name === 'resource').map(({ value }) => value)).toEqual(
      resources,
    );
  });

  it('names the APIs that the bank demands, where nobody chose', () => {
    const { profile, draft } = planOf('oidc');
    const resource = { requirement: 'required' as const, values: ['{apiBase}/v1'] };
    const plan = { profile: { ...profile, resource }, draft };
    const built = buildWorkerRequest(plan, 'exchange', { code: 'FAKE-code' });
    expect(built.ok && built.value.body).toContain(
      `&resource=${encodeURIComponent('https://server.example/userinfo/v1')}`,
    );
    const chosen = { ...plan, draft: { ...draft, resources: [] } };
    const without = buildWorkerRequest(chosen, 'exchange', { code: 'FAKE-code' });
    expect(without.ok && without.value.body).not.toContain('resource');
  });

  it('says in detail what a client asks for itself, and no API call does', () => {
    const change = {
      authorizationDetails: [{ type: 'made_up', values: { reference: 'FAKE' } }],
      resources: ['https://api.example/a'],
    };
    const own = build('oidc', 'clientCredentials', {}, { ...change, grant: 'client_credentials' });
    expect(own.parameters).toContainEqual({
      name: 'authorization_details',
      value: '[{"type":"made_up","reference":"FAKE"}]',
    });
    expect(build('oidc', 'exchange', { code: 'FAKE-code' }, change).body).not.toContain('details');
    expect(build('oidc', 'api', { accessToken: 'FAKE-at' }, change).url).not.toContain('resource');
  });

  it('refreshes without scope', () => {
    expect(build('bpce-aisp', 'refresh', { refreshToken: 'FAKE-rt' }).body).toBe(
      'grant_type=refresh_token&client_id=PSDFR-ACPR-12345&refresh_token=FAKE-rt',
    );
  });
});

describe('client authentication', () => {
  it('form-encodes id and secret before base64', () => {
    const { headers, body } = build(
      'oidc',
      'clientCredentials',
      { clientSecret: 'FAKE:secret é' },
      { clientId: 'a:b', clientAuthentication: 'client_secret_basic' },
    );
    const value = headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
    expect(Buffer.from(value.replace('Basic ', ''), 'base64').toString()).toBe(
      'a%3Ab:FAKE%3Asecret+%C3%A9',
    );
    expect(body).not.toContain('client_secret');
  });

  it('leaves them as they are for banks that read them raw', () => {
    const { headers } = build(
      'oidc',
      'clientCredentials',
      { clientSecret: 'FAKE+secret é%' },
      { clientId: 'a:b', clientAuthentication: 'client_secret_basic_raw' },
    );
    const value = headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
    expect(Buffer.from(value.replace('Basic ', ''), 'base64').toString()).toBe(
      'a:b:FAKE+secret é%',
    );
  });

  it('carries an assertion in place of a secret, on token requests only', () => {
    const secrets = { clientSecret: 'FAKE-secret', clientAssertion: 'FAKE.assertion.x' };
    const change = { clientAuthentication: 'private_key_jwt' } as const;
    expect(build('oidc', 'clientCredentials', secrets, change).body).toMatch(
      /&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=FAKE.assertion.x$/,
    );
    const api = build('oidc', 'api', { ...secrets, accessToken: 'FAKE-at' }, change);
    expect(JSON.stringify(api)).not.toContain('FAKE.assertion');
  });

  it.each([
    ['none', 'none'],
    ['mutual TLS', 'tls_client_auth'],
  ] as const)('sends no secret with %s', (_what, clientAuthentication) => {
    const request = build(
      'oidc',
      'clientCredentials',
      { clientSecret: 'FAKE-secret' },
      { clientAuthentication },
    );
    expect(JSON.stringify(request)).not.toContain('FAKE-secret');
  });
});

describe('API calls', () => {
  it('carry the access token, and never the client secret', () => {
    const request = build('bpce-aisp', 'accounts', {
      accessToken: 'FAKE-at',
      requestId: '00000000-0000-4000-8000-000000000002',
      clientSecret: 'FAKE-secret',
    });
    expect(request).toMatchObject({
      method: 'GET',
      url: 'https://www.17515.sandbox.api.89c3.com/stet/psd2/v1.6.2/accounts',
      headers: [
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer FAKE-at'],
        ['X-Request-ID', '00000000-0000-4000-8000-000000000002'],
      ],
    });
    expect(JSON.stringify(request)).not.toContain('FAKE-secret');
  });
});

it.each([
  ['a name that the profile lacks', 'nothing', {}, 'no_such_request'],
  ['the request that the browser performs', 'authorize', {}, 'no_such_request'],
  [
    'an environment that the profile lacks',
    'exchange',
    { environment: 'moon' },
    'no_such_environment',
  ],
])('builds nothing for %s', (_what, name, change, kind) => {
  expect(buildWorkerRequest(planOf('bpce-aisp', change), name, {})).toEqual({
    ok: false,
    error: { kind },
  });
});

import { describe, expect, it } from 'vitest';
import { findPostmanAuths } from '../../../../../src/core/banks/import/postman-auth.ts';
import { profileFromPostman } from '../../../../../src/core/banks/import/profile-from-postman.ts';
import { readProfileFiles } from '../../../../../src/core/banks/import/read-profile-files.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;

/** As Postman 2.1 exports it. */
function block(values: Record<string, unknown>) {
  const oauth2 = Object.entries(values).map(([key, value]) => ({
    key,
    value,
    type: typeof value === 'string' ? 'string' : 'any',
  }));
  return { type: 'oauth2', oauth2 };
}

const CODE = {
  grant_type: 'authorization_code_with_pkce',
  authUrl: 'https://login.bank.example/authorize',
  accessTokenUrl: 'https://api.bank.example/token',
  clientId: 'FAKE-id',
  clientSecret: 'FAKE-secret-0001',
  scope: 'aisp offline',
  state: 'FAKE-state',
  redirect_uri: 'https://tpp.example/cb',
  client_authentication: 'header',
  challengeAlgorithm: 'S256',
  accessToken: 'FAKE-access-token',
  authRequestParams: [
    { key: 'prompt', value: 'consent', enabled: true, send_as: 'request_url' },
    { key: 'unused', value: 'x', enabled: false, send_as: 'request_url' },
  ],
  tokenRequestParams: [
    { key: 'audience', value: 'accounts', enabled: true, send_as: 'request_body' },
  ],
};
const CLIENT = {
  grant_type: 'client_credentials',
  accessTokenUrl: 'https://api.bank.example/token',
  clientId: 'FAKE-id',
  clientSecret: 'FAKE-secret-0001',
  scope: 'api',
  client_authentication: 'body',
};

function made(values: Record<string, unknown>) {
  const [auth] = findPostmanAuths({ auth: block(values) });
  const result = auth && profileFromPostman(auth, 'mine');
  if (!result?.ok) throw new Error(JSON.stringify(result));
  const read = readProfileFiles(JSON.stringify(result.value.file), {
    oidc,
    'dialect-oauth': dialect,
  });
  const profile = read.ok ? read.value.profiles[0] : undefined;
  if (!profile) throw new Error(JSON.stringify(read));
  return { ...result.value, profile };
}

function refused(values: Record<string, unknown>) {
  const [auth] = findPostmanAuths(block(values));
  return auth && profileFromPostman(auth, 'mine');
}

describe('Postman’s OAuth settings', () => {
  it('become a profile of both endpoints, and a draft', () => {
    const { profile, draft } = made(CODE);
    expect(profile).toMatchObject({
      group: 'login.bank.example',
      clientAuthentication: ['client_secret_basic'],
      pkce: 'supported',
      environments: {
        sandbox: {
          endpoints: {
            authorizationEndpoint: 'https://login.bank.example/authorize',
            tokenEndpoint: 'https://api.bank.example/token',
          },
        },
      },
    });
    expect(profile.variables).toEqual({});
    expect(draft).toMatchObject({
      grant: 'authorization_code',
      clientAuthentication: 'client_secret_basic',
      clientId: 'FAKE-id',
      redirectUri: 'https://tpp.example/cb',
      scope: 'aisp offline',
      pkce: true,
    });
  });

  it('keep the parameters that are added, but for those that are switched off', () => {
    const { authorize, exchange } = made(CODE).profile.requests;
    expect(authorize?.parameters).toContainEqual({ name: 'prompt', value: 'consent' });
    expect(exchange?.parameters).toContainEqual({ name: 'audience', value: 'accounts' });
    expect(JSON.stringify(authorize)).not.toContain('unused');
  });

  it('leave secrets and tokens out, and say so', () => {
    const { file, draft, leftOut } = made(CODE);
    expect(JSON.stringify([file, draft])).not.toMatch(/FAKE-(secret|access|state)/);
    expect(leftOut).toEqual(
      expect.arrayContaining([
        { name: 'clientSecret', reason: 'secret' },
        { name: 'accessToken', reason: 'secret' },
      ]),
    );
  });

  it('may be for a client’s own token', () => {
    const { profile, draft } = made(CLIENT);
    expect(Object.keys(profile.grants)).toEqual(['client_credentials']);
    expect(profile.clientAuthentication).toEqual(['client_secret_post']);
    expect(draft).toMatchObject({ grant: 'client_credentials', clientId: 'FAKE-id', scope: 'api' });
  });

  it.each([
    ['another grant', { ...CODE, grant_type: 'implicit' }, 'unknown_grant', 'implicit'],
    ['no token address', { ...CLIENT, accessTokenUrl: '' }, 'no_postman_member', 'accessTokenUrl'],
    [
      'a variable of an environment',
      { ...CODE, authUrl: '{{host}}/a' },
      'not_an_address',
      '{{host}}/a',
    ],
  ])('with %s are refused', (_what, values, kind, fact) => {
    expect(refused(values)).toEqual({ ok: false, error: [{ kind, facts: [fact] }] });
  });
});

describe('in a Postman collection', () => {
  const collection = {
    info: {
      name: 'Bank',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    variable: [{ key: 'host', value: 'https://api.bank.example' }],
    auth: block({ ...CLIENT, accessTokenUrl: '{{host}}/token' }),
    item: [
      {
        name: 'Accounts',
        item: [
          { name: 'List', request: { auth: block(CODE), method: 'GET' } },
          { name: 'Same', request: { auth: block(CODE), method: 'GET' } },
          { name: 'Open', request: { auth: { type: 'noauth' }, method: 'GET' } },
        ],
      },
    ],
  };

  it('each settings are found once, with their place, and with the collection’s variables', () => {
    const found = findPostmanAuths(collection);
    expect(found.map(({ place }) => place)).toEqual([[], ['Accounts', 'List']]);
    expect(found[0]?.values.accessTokenUrl).toBe('https://api.bank.example/token');
  });

  it('of version 2.0 they are an object', () => {
    const [found] = findPostmanAuths({ auth: { type: 'oauth2', oauth2: CLIENT } });
    expect(found?.values).toMatchObject({ clientId: 'FAKE-id' });
  });

  it.each([[null], ['x'], [{}], [{ auth: { type: 'basic' } }], [[1]]])('%j has none', (json) => {
    expect(findPostmanAuths(json)).toEqual([]);
  });
});

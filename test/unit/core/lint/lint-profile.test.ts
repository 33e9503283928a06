import { describe, expect, it } from 'vitest';
import type { BankProfile, Environment } from '../../../../src/core/banks/bank-profile.ts';
import { lintProfile, type ProfileSubject } from '../../../../src/core/lint/lint-profile.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

type Endpoints = Environment['endpoints'];

const ENDPOINTS: Endpoints = {
  authorizationEndpoint: 'https://login.bank.example/authorize',
  tokenEndpoint: 'https://api.bank.example/token',
  apiBase: 'https://api.bank.example/v1',
};

interface Change extends Partial<Omit<ProfileSubject, 'profile'>> {
  profile?: Partial<BankProfile>;
  /** of the environment `sandbox` */
  endpoints?: Endpoints;
  /** a further environment, of the kind live */
  live?: Endpoints;
}

function bank(change: Pick<Change, 'profile' | 'endpoints' | 'live'> = {}): BankProfile {
  const { profile, endpoints = {}, live } = change;
  const sandbox = { label: 'Sandbox', kind: 'sandbox' as const };
  return {
    ...profileOf('oidc'),
    id: 'my-bank',
    group: 'My bank',
    variables: {},
    environments: {
      sandbox: { ...sandbox, endpoints: { ...ENDPOINTS, ...endpoints } },
      ...(live ? { live: { label: 'Live', kind: 'live', endpoints: live } } : {}),
    },
    ...profile,
  };
}

function lint({ profile, endpoints, live, ...rest }: Change = {}) {
  return lintProfile({
    profile: bank({
      ...(profile && { profile }),
      ...(endpoints && { endpoints }),
      ...(live && { live }),
    }),
    environment: 'sandbox',
    variables: {},
    ...rest,
  });
}

const ids = (change: Change) => lint(change).map(({ id }) => id);

/** A group of banks whose hosts carry their code. */
const CODES: Partial<BankProfile> = {
  bankVariable: 'code',
  variables: {
    code: {
      label: 'Code',
      pattern: '\\d{3}',
      options: [
        { key: '111', label: 'First bank' },
        { key: '222', label: 'Second bank', environments: ['live'] },
        { key: '222-b', value: '222', label: 'Its brand' },
      ],
    },
  },
  environments: {
    sandbox: {
      label: 'Sandbox',
      kind: 'sandbox',
      endpoints: {
        authorizationEndpoint: 'https://www.{code}.bank.example/authorize',
        tokenEndpoint: 'https://www.{code}.bank.example/token',
      },
    },
  },
};

const asks = (url: string): Change => ({ request: { url, role: 'authorize' } });

describe('a profile without a fault', () => {
  it('has no finding', () => expect(lint()).toEqual([]));

  it('is not judged in an environment that it does not have', () => {
    expect(lint({ environment: 'moon' })).toEqual([]);
  });

  it('may leave an address open until a person fills it in', () => {
    const variables = { tokenUrl: { label: 'Token endpoint', optional: true } };
    expect(lint({ profile: { variables }, endpoints: { tokenEndpoint: '{tokenUrl}' } })).toEqual(
      [],
    );
  });
});

describe('a profile rule speaks', () => {
  it.each<[string, Change, object]>([
    [
      'PR01 of an endpoint over plain http',
      { endpoints: { tokenEndpoint: 'http://api.bank.example/token' } },
      { id: 'PR01', severity: 'error', facts: ['http://api.bank.example'] },
    ],
    [
      'PR01 of the keys’ address too',
      { endpoints: { jwksUri: 'http://login.bank.example/keys' } },
      { id: 'PR01', facts: ['http://login.bank.example'] },
    ],
    [
      'PR02 of a fragment in the authorization endpoint',
      { endpoints: { authorizationEndpoint: 'https://login.bank.example/#/authorize' } },
      { id: 'PR02', severity: 'error', facts: ['https://login.bank.example/', '#/authorize'] },
    ],
    [
      'PR02 of a fragment in the token endpoint',
      { endpoints: { tokenEndpoint: 'https://api.bank.example/token#' } },
      { id: 'PR02', facts: ['https://api.bank.example/token', '#'] },
    ],
    [
      'PR03 of two hosts without a common domain',
      { endpoints: { tokenEndpoint: 'https://api.other.example/token' } },
      { id: 'PR03', severity: 'warn', facts: ['login.bank.example', 'api.other.example'] },
    ],
    [
      'PR03 of two hosts that share only a second level',
      {
        endpoints: {
          authorizationEndpoint: 'https://bank.co.uk/authorize',
          tokenEndpoint: 'https://bnak.co.uk/token',
        },
      },
      { id: 'PR03', facts: ['bank.co.uk', 'bnak.co.uk'] },
    ],
    [
      'PR03 of two bare numbers',
      {
        endpoints: {
          authorizationEndpoint: 'https://10.0.0.1/authorize',
          tokenEndpoint: 'https://10.9.0.1/token',
        },
      },
      { id: 'PR03' },
    ],
    [
      'PR04 of an issuer that its metadata does not belong to',
      {
        endpoints: {
          issuer: 'https://login.bank.example/one',
          metadata: 'https://login.bank.example/two/.well-known/openid-configuration',
        },
      },
      { id: 'PR04', severity: 'error' },
    ],
    [
      'PR04 of capitals, since every character counts',
      {
        endpoints: {
          issuer: 'https://login.bank.example/Bank',
          metadata: 'https://login.bank.example/bank/.well-known/openid-configuration',
        },
      },
      { id: 'PR04' },
    ],
    [
      'PR05 of a redirect URI that another bank shares, without an issuer',
      { client: { usedForBanks: ['my-bank', 'other-bank'] } },
      { id: 'PR05', severity: 'warn', facts: ['my-bank', 'other-bank'] },
    ],
    [
      'PR06 of a client authentication that the bank does not offer',
      { clientAuthentication: 'tls_client_auth' },
      {
        id: 'PR06',
        severity: 'warn',
        facts: ['tls_client_auth', 'client_secret_basic, client_secret_post, none'],
      },
    ],
    [
      'PR07 of a secret where the bank also takes keys',
      {
        profile: { clientAuthentication: ['client_secret_post', 'private_key_jwt'] },
        clientAuthentication: 'client_secret_post',
      },
      { id: 'PR07', severity: 'info', facts: ['client_secret_post', 'private_key_jwt'] },
    ],
    [
      'PR09 of a live host of another profile',
      {
        endpoints: { tokenEndpoint: 'https://api.live.example/token' },
        others: [
          bank({ profile: { id: 'other' }, live: { tokenEndpoint: 'https://api.live.example/t' } }),
        ],
      },
      { id: 'PR09', severity: 'error', facts: ['api.live.example', 'Sandbox', 'sandbox'] },
    ],
    [
      'PR09 of the live address of the same profile',
      {
        endpoints: { tokenEndpoint: 'https://api.live.example/token' },
        live: { tokenEndpoint: 'https://api.live.example/token' },
      },
      { id: 'PR09', facts: ['api.live.example', 'Sandbox', 'sandbox'] },
    ],
    [
      'PR09 of a live host of the same profile among others of the sandbox',
      {
        endpoints: { tokenEndpoint: 'https://api.live.example/other/token' },
        live: { tokenEndpoint: 'https://api.live.example/token' },
      },
      { id: 'PR09' },
    ],
    [
      'PR09 of a sandbox host in a live environment',
      {
        environment: 'live',
        live: { ...ENDPOINTS, tokenEndpoint: 'https://sandbox.elsewhere.example/token' },
        others: [
          bank({
            profile: { id: 'other' },
            endpoints: { tokenEndpoint: 'https://sandbox.elsewhere.example/t' },
          }),
        ],
      },
      { id: 'PR09', facts: ['sandbox.elsewhere.example', 'Live', 'live'] },
    ],
    [
      'PR09 of a live URL that is to be opened in the sandbox',
      {
        live: { authorizationEndpoint: 'https://login.live.example/authorize' },
        ...asks('https://login.live.example/authorize?client_id=x'),
      },
      { id: 'PR09', facts: ['login.live.example', 'Sandbox', 'sandbox'] },
    ],
    [
      'PR10 of a path that lacks a part',
      {
        endpoints: { authorizationEndpoint: 'https://login.bank.example/psd2/oauth/authorize' },
        ...asks('https://login.bank.example/oauth/authorize?client_id=x'),
      },
      {
        id: 'PR10',
        severity: 'error',
        facts: ['/oauth/authorize', '/psd2/oauth/authorize', '/psd2'],
      },
    ],
    [
      'PR10 of a slash at the end',
      asks('https://login.bank.example/authorize/'),
      { id: 'PR10', facts: ['/authorize/', '/authorize', '–'] },
    ],
    [
      'PR10 of a host that is a slip of the bank’s own',
      asks('https://login.bnak.example/authorize'),
      {
        id: 'PR10',
        severity: 'warn',
        facts: ['login.bnak.example', 'login.bank.example', '.bank'],
      },
    ],
    [
      'PR10 of a token request to another path',
      { request: { url: 'https://api.bank.example/oauth/token', role: 'token' } },
      { id: 'PR10', facts: ['/oauth/token', '/token', '–'] },
    ],
    [
      'PR11 of a bank that the environment does not serve',
      { profile: CODES, variables: { code: '222' } },
      { id: 'PR11', severity: 'warn', facts: ['Second bank', 'sandbox', 'live'] },
    ],
    [
      'PS06 of a URL with another bank’s code',
      {
        profile: CODES,
        variables: { code: '111' },
        ...asks('https://www.222.bank.example/authorize'),
      },
      { id: 'PS06', severity: 'error', facts: ['www.222.bank.example', '222', '111'] },
    ],
    [
      'PS06 of an endpoint written for one bank',
      {
        profile: {
          ...CODES,
          environments: {
            sandbox: {
              label: 'Sandbox',
              kind: 'sandbox',
              endpoints: {
                authorizationEndpoint: 'https://www.222.bank.example/authorize',
                tokenEndpoint: 'https://www.{code}.bank.example/token',
              },
            },
          },
        },
        variables: { code: '111' },
      },
      { id: 'PS06', facts: ['www.222.bank.example', '222', '111'] },
    ],
  ])('%s', (_what, change, finding) => {
    expect(lint(change)).toContainEqual(expect.objectContaining(finding));
  });

  it.each<[string, Partial<BankProfile['requests'][string]>]>([
    ['the implicit grant', { parameters: [{ name: 'response_type', value: 'id_token token' }] }],
    ['the implicit grant in an address', { url: 'https://b.example/a?response_type=token' }],
    ['the password grant', { parameters: [{ name: 'grant_type', value: 'password' }] }],
    [
      'the password grant under a name of the bank',
      { parameters: [{ name: 'grantType', value: 'password' }] },
    ],
  ])('PR08 of %s', (_what, request) => {
    const { authorize } = profileOf('oidc').requests;
    if (!authorize) throw new Error('no request');
    const requests = { authorize: { ...authorize, ...request } };
    expect(lint({ profile: { requests } })).toContainEqual(
      expect.objectContaining({ id: 'PR08', severity: 'error' }),
    );
  });
});

describe('a profile rule is silent', () => {
  const shared = { tokenEndpoint: 'https://api.other.example/token' };
  it.each<[string, string, Change]>([
    ['PR01', 'on this computer', { endpoints: { tokenEndpoint: 'http://localhost:8489/token' } }],
    [
      'PR02',
      'of a query',
      { endpoints: { authorizationEndpoint: 'https://login.bank.example/a?x=1' } },
    ],
    [
      'PR03',
      'where the metadata lists both',
      { endpoints: { ...shared, metadata: 'https://login.bank.example/m' } },
    ],
    [
      'PR03',
      'where a shipped profile lists both',
      { endpoints: shared, others: [bank({ endpoints: shared })] },
    ],
    [
      'PR03',
      'of hosts that share a domain under a second level',
      {
        endpoints: {
          authorizationEndpoint: 'https://login.bank.co.uk/a',
          tokenEndpoint: 'https://api.bank.co.uk/t',
        },
      },
    ],
    [
      'PR04',
      'of the address that RFC 8414 makes of an issuer with a path',
      {
        endpoints: {
          issuer: 'https://login.bank.example/one',
          metadata: 'https://login.bank.example/.well-known/oauth-authorization-server/one',
        },
      },
    ],
    [
      'PR04',
      'of the address that OpenID Connect makes of an issuer with a slash',
      {
        endpoints: {
          issuer: 'https://login.bank.example/one/',
          metadata: 'https://login.bank.example/one/.well-known/openid-configuration',
        },
      },
    ],
    [
      'PR04',
      'of a document whose address is not made from an issuer',
      {
        endpoints: {
          issuer: 'https://login.bank.example',
          metadata: 'https://docs.bank.example/m.json',
        },
      },
    ],
    [
      'PR05',
      'where the issuer is known',
      {
        endpoints: { issuer: 'https://login.bank.example' },
        client: { usedForBanks: ['my-bank', 'other-bank'] },
      },
    ],
    [
      'PR05',
      'of another service of the same bank',
      {
        client: { usedForBanks: ['my-bank', 'my-payments'] },
        others: [bank({ profile: { id: 'my-payments' } })],
      },
    ],
    ['PR06', 'of a method on the list', { clientAuthentication: 'client_secret_post' }],
    ['PR06', 'while nobody chose one', {}],
    ['PR07', 'where the bank has nothing better', { clientAuthentication: 'client_secret_post' }],
    ['PR08', 'of codes and client_credentials', {}],
    [
      'PR09',
      'of one host for both kinds under two paths',
      {
        live: {
          authorizationEndpoint: 'https://login.bank.example/live/a',
          tokenEndpoint: 'https://api.bank.example/live/t',
        },
      },
    ],
    [
      'PR09',
      'of a host that shipped profiles know for both kinds',
      {
        live: { tokenEndpoint: 'https://api.bank.example/token' },
        others: [bank({ live: { tokenEndpoint: 'https://api.bank.example/token' } })],
      },
    ],
    ['PR10', 'of the endpoint with a query', asks('https://login.bank.example/authorize?x=1')],
    [
      'PR10',
      'of the endpoint with capitals in its host',
      asks('https://Login.Bank.Example/authorize'),
    ],
    [
      'PR10',
      'of a host that has nothing to do with the bank',
      asks('https://elsewhere.example/authorize'),
    ],
    [
      'PR10',
      'of an API call',
      { request: { url: 'https://api.bank.example/v2/accounts', role: 'resource' } },
    ],
    [
      'PR11',
      'of a bank without a list of environments',
      { profile: CODES, variables: { code: '111' } },
    ],
    [
      'PS06',
      'of a brand that shares the code',
      {
        profile: CODES,
        variables: { code: '222-b' },
        ...asks('https://www.222.bank.example/authorize'),
      },
    ],
    ['PS06', 'where hosts carry no code', asks('https://login.bank.example/authorize')],
  ])('%s %s', (id, _what, change) => {
    expect(ids(change)).not.toContain(id);
  });

  it('PR10 of an address that a bank hands out', () => {
    const { authorize } = profileOf('oidc').requests;
    if (!authorize) throw new Error('no request');
    const requests = { authorize: { ...authorize, url: '{handedOut}' } };
    expect(ids({ profile: { requests }, ...asks('https://login.bank.example/other') })).toEqual([]);
  });
});

it('names the page of the bank that says so', () => {
  const sources: BankProfile['sources'] = [
    { title: 'Guide', confidence: 'documented' },
    {
      title: 'Hosts',
      url: 'https://bank.example/hosts',
      confidence: 'documented',
      supports: ['environments'],
    },
  ];
  const [finding] = lint({ profile: { sources }, ...asks('https://login.bank.example/x') });
  expect(finding).toMatchObject({ id: 'PR10', source: 'Hosts (https://bank.example/hosts)' });
});

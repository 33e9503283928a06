import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import type { ParameterTemplate } from '../../../../src/core/banks/request-template.ts';
import {
  type AuthorizationRequestSubject,
  lintAuthorizationRequest,
} from '../../../../src/core/lint/lint-authorization-request.ts';
import { parseAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { encodeParameters } from '../../../../src/core/oauth/parameter.ts';
import {
  FAKE_STATE,
  profileOf,
  RFC7636_CHALLENGE,
  RFC7636_VERIFIER,
} from '../../../fixtures/profiles.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const NOW = NOW_MS / 1000;
const GOOD: Record<string, string> = {
  response_type: 'code',
  client_id: 'my-client',
  redirect_uri: 'https://tpp.example/cb',
  scope: 'accounts',
  state: FAKE_STATE,
  code_challenge: RFC7636_CHALLENGE,
  code_challenge_method: 'S256',
};
const ISSUER = 'https://login.bank.example';

interface Change extends Partial<Omit<AuthorizationRequestSubject, 'profile' | 'request'>> {
  /** `null` leaves a parameter out */
  set?: Record<string, string | null>;
  /** what follows the other parameters, as it is written */
  more?: string;
  profile?: Partial<BankProfile>;
  /** in place of the bank's own templates, by the parameter's name */
  template?: Record<string, Partial<ParameterTemplate>>;
}

function bank({ profile, template = {} }: Pick<Change, 'profile' | 'template'>): BankProfile {
  const oidc = profileOf('oidc');
  const { authorize } = oidc.requests;
  if (!authorize) throw new Error('no request');
  const parameters = authorize.parameters.map((one) => ({ ...one, ...template[one.name] }));
  return {
    ...oidc,
    variables: {},
    environments: { sandbox: { label: 'Sandbox', kind: 'sandbox', endpoints: { issuer: ISSUER } } },
    requests: { authorize: { ...authorize, parameters } },
    ...profile,
  };
}

function lint({ set = {}, more = '', profile, template, ...rest }: Change = {}) {
  const parameters = Object.entries({ ...GOOD, ...set }).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
  const request = parseAuthorizationRequest(
    `https://login.bank.example/a?${encodeParameters(parameters, 'percent')}${more}`,
  );
  if (!request) throw new Error('no URL');
  const known =
    profile || template
      ? { profile: bank({ profile: profile ?? {}, ...(template && { template }) }) }
      : {};
  return lintAuthorizationRequest({ request, ...known, nowMs: NOW_MS, ...rest });
}

const onFile = (...redirectUris: string[]): Change => ({ client: { redirectUris } });
/** A request whose parameters stand in a request object. */
const inObject = (
  claims: object,
  header: object = { alg: 'PS256' },
  set: Change['set'] = {},
): Change => ({
  set: {
    ...Object.fromEntries(Object.keys(GOOD).map((name) => [name, null])),
    client_id: GOOD.client_id ?? '',
    request: fakeToken(header, claims),
    ...set,
  },
});
const CLAIMS = {
  ...GOOD,
  iss: 'my-client',
  aud: ISSUER,
  exp: NOW + 300,
};
const known: Change = { profile: {}, environment: 'sandbox', variables: {} };
const pushed = (set: Change['set'] = {}): Change => ({
  set: {
    ...Object.fromEntries(Object.keys(GOOD).map((name) => [name, null])),
    client_id: GOOD.client_id ?? '',
    request_uri: 'urn:ietf:params:oauth:request_uri:FAKE',
    ...set,
  },
});
/** A bank that takes request objects alone. */
const signed = (change: Partial<NonNullable<BankProfile['requestObject']>>): Change => ({
  profile: { requestObject: { requirement: 'required', ...change } },
});
const LONG = `&login_hint=${'x'.repeat(2000)}`;
const comma: Partial<BankProfile> = { scope: { ...profileOf('oidc').scope, separator: ',' } };
const scopes = (...values: string[]): Partial<BankProfile> => ({
  scope: { ...profileOf('oidc').scope, values },
});

describe('a request rule speaks', () => {
  it.each<[string, Change, object]>([
    [
      'AQ04 of a redirect URI that is not on file, with the place of the difference',
      onFile('https://tpp.example/cb/', 'https://else.example/cb'),
      {
        id: 'AQ04',
        severity: 'error',
        facts: ['https://tpp.example/cb', 'https://tpp.example/cb/', '23'],
      },
    ],
    [
      'AQ04 of other capitals',
      onFile('https://tpp.example/CB'),
      { id: 'AQ04', facts: [expect.any(String), expect.any(String), '21'] },
    ],
    ['AQ04 of a port', onFile('https://tpp.example:443/cb'), { id: 'AQ04' }],
    ['AQ04 of www', onFile('https://www.tpp.example/cb'), { id: 'AQ04' }],
    [
      'AQ06 of a missing state as an error, where the bank demands one',
      { set: { state: null }, profile: { state: { requirement: 'required' } } },
      { id: 'AQ06', severity: 'error' },
    ],
    [
      'AQ08 of a state that went out before',
      { history: { stateUsed: true } },
      { id: 'AQ08', severity: 'error', facts: ['43'] },
    ],
    [
      'AQ12 of a short verifier',
      { codeVerifier: 'FAKE-short' },
      { id: 'AQ12', severity: 'error', facts: ['10', ''] },
    ],
    [
      'AQ12 of a verifier with foreign characters, which it names',
      { codeVerifier: `${'a'.repeat(43)}+/=` },
      { id: 'AQ12', facts: ['46', '+ / ='] },
    ],
    ['AQ12 of a long verifier', { codeVerifier: 'a'.repeat(129) }, { id: 'AQ12' }],
    [
      'AQ13 of a challenge that went out before',
      { history: { challengeUsed: true } },
      { id: 'AQ13', severity: 'error', facts: ['43'] },
    ],
    [
      'AQ14 of a comma, once however many there are',
      { set: { scope: 'a,b,c' }, profile: {} },
      { id: 'AQ14', severity: 'error', facts: ['2', ',', ' '] },
    ],
    [
      'AQ14 of a blank, where the bank wants commas',
      { set: { scope: 'a b' }, profile: comma },
      { id: 'AQ14', facts: ['2', ' ', ','] },
    ],
    [
      'AQ15 of each value, though commas stand between them',
      { set: { scope: 'accounts,payment' }, profile: scopes('accounts', 'payments') },
      { id: 'AQ15', severity: 'warn', facts: ['payment', '1', 'accounts, payments', 'payments'] },
    ],
    [
      'AQ15 of a value twice, once behind a comma and once behind a blank',
      { set: { scope: 'accounts,payments payments' }, profile: scopes('accounts', 'payments') },
      { id: 'AQ15', facts: ['payments', '2', 'accounts, payments', 'payments'] },
    ],
    [
      'AQ19 of a value that was encoded twice',
      { more: '&login_hint=a%2540b' },
      { id: 'AQ19', severity: 'warn', facts: ['login_hint', '%2540', '%40'] },
    ],
    [
      'AQ19 of a redirect URI that was encoded twice',
      { set: { redirect_uri: 'https%3A%2F%2Ftpp.example%2Fcb' } },
      { id: 'AQ19', facts: ['redirect_uri', '%253A', '%3A'] },
    ],
    [
      'AQ19 of a plus sign, which is a blank',
      { more: '&login_hint=a+b' },
      { id: 'AQ19', severity: 'warn', facts: ['login_hint', '+', ' '] },
    ],
    [
      'AQ19 of a plus sign between scopes, which may be meant so, as a remark',
      { set: { scope: null }, more: '&scope=a+b' },
      { id: 'AQ19', severity: 'info', facts: ['scope', '+', ' '] },
    ],
    [
      'AQ19 of a plus sign between scopes, where the bank wants %20, as a warning',
      { set: { scope: null }, more: '&scope=a+b', template: { scope: { encoding: 'percent' } } },
      { id: 'AQ19', severity: 'warn' },
    ],
    [
      'AQ19 of a blank',
      { more: '&login_hint=a b' },
      { id: 'AQ19', facts: ['login_hint', ' ', ' '] },
    ],
    [
      'AQ19 of a number sign, which ends the query',
      { more: '&login_hint=a#b' },
      { id: 'AQ19', facts: ['login_hint', '#', ''] },
    ],
    [
      'AQ19 of a percent sign alone',
      { more: '&login_hint=100%' },
      { id: 'AQ19', facts: ['login_hint', '%', '%'] },
    ],
    [
      'AQ21 of openid without a nonce',
      { set: { scope: 'openid accounts' } },
      { id: 'AQ21', severity: 'info' },
    ],
    [
      'AQ21 where the bank demands a nonce, as an error',
      { profile: { nonce: 'required' } },
      { id: 'AQ21', severity: 'error' },
    ],
    [
      'AQ22 of parameters in the URL, where the bank takes pushed requests only',
      { profile: { pushedRequests: 'required' } },
      { id: 'AQ22', severity: 'error', facts: ['7'] },
    ],
    [
      'AQ23 of a request_uri that was opened before',
      { ...pushed(), history: { requestUriUsed: true } },
      { id: 'AQ23', severity: 'error', facts: ['1', '–'] },
    ],
    [
      'AQ23 of a request_uri whose time is over',
      { ...pushed(), history: { requestUriEndsAtMs: NOW_MS } },
      { id: 'AQ23', facts: ['0', '2026-11-21T12:00:00Z'] },
    ],
    [
      'AQ24 of an unsigned object',
      inObject(CLAIMS, { alg: 'none' }),
      { id: 'AQ24', severity: 'error', facts: ['alg', 'none', 'PS256, ES256'] },
    ],
    [
      'AQ24 of an object without its signature',
      inObject(
        CLAIMS,
        { alg: 'PS256' },
        { request: `${fakeToken({ alg: 'PS256' }, CLAIMS).split('.').slice(0, 2).join('.')}.` },
      ),
      { id: 'AQ24', facts: ['signature', '–', 'PS256'] },
    ],
    [
      'AQ24 of no JWT at all',
      inObject({}, {}, { request: 'FAKE' }),
      { id: 'AQ24', facts: ['JWT', '–', 'header.claims.signature'] },
    ],
    [
      'AQ24 of another iss',
      inObject({ ...CLAIMS, iss: 'other' }),
      { id: 'AQ24', facts: ['iss', 'other', 'my-client'] },
    ],
    [
      'AQ24 of a missing client_id',
      inObject({ ...CLAIMS, client_id: undefined }),
      { id: 'AQ24', facts: ['client_id', '–', 'my-client'] },
    ],
    [
      'AQ24 of another audience than the issuer',
      { ...known, ...inObject({ ...CLAIMS, aud: 'https://other.example' }) },
      { id: 'AQ24', facts: ['aud', 'https://other.example', ISSUER] },
    ],
    [
      'AQ24 of a missing audience',
      inObject({ ...CLAIMS, aud: undefined }),
      { id: 'AQ24', facts: ['aud', '–', 'issuer'] },
    ],
    [
      'AQ24 of a missing end',
      inObject({ ...CLAIMS, exp: undefined }),
      { id: 'AQ24', facts: ['exp', '–', '+1 … +3600 s'] },
    ],
    [
      'AQ24 of an end that is over',
      inObject({ ...CLAIMS, exp: NOW }),
      { id: 'AQ24', facts: ['exp', String(NOW), '+1 … +3600 s'] },
    ],
    ['AQ24 of an end far away', inObject({ ...CLAIMS, exp: NOW + 3601 }), { id: 'AQ24' }],
    [
      'AQ24 of an algorithm that the bank does not take',
      { ...signed({ algorithms: ['ES256', 'PS256'] }), ...inObject(CLAIMS, { alg: 'HS256' }) },
      { id: 'AQ24', facts: ['alg', 'HS256', 'ES256, PS256'] },
    ],
    [
      'AQ24 of the issuer, where the bank wants another audience',
      { ...known, ...signed({ audience: 'https://wanted.example' }), ...inObject(CLAIMS) },
      { id: 'AQ24', facts: ['aud', ISSUER, 'https://wanted.example'] },
    ],
    [
      'AQ24 of a plain request to a bank that takes objects alone',
      { ...signed({}), carriage: { pushed: true, object: false } },
      { id: 'AQ24', severity: 'error', facts: ['request', '–', 'JWT'] },
    ],
    [
      'AQ25 of parameters that are not in the object',
      inObject(CLAIMS, { alg: 'PS256' }, { prompt: 'login', ui_locales: 'sv' }),
      { id: 'AQ25', severity: 'warn', facts: ['prompt, ui_locales'] },
    ],
    [
      'AQ25 of a parameter that differs from the object',
      inObject(CLAIMS, { alg: 'PS256' }, { scope: 'payments' }),
      { id: 'AQ25', facts: ['scope'] },
    ],
    [
      'AQ25 of parameters beside a pushed request',
      pushed({ state: FAKE_STATE, prompt: 'login' }),
      { id: 'AQ25', facts: ['state, prompt'] },
    ],
  ])('%s', (_what, change, finding) => {
    expect(lint(change)).toContainEqual(expect.objectContaining(finding));
  });

  it('AQ14 once for each character that does not belong there', () => {
    const found = lint({ set: { scope: 'a,b;c,d"' } });
    expect(found.filter(({ id }) => id === 'AQ14').map(({ facts }) => facts[1])).toEqual([
      ',',
      '"',
    ]);
  });

  it('PR02 of a query that stands behind a number sign', () => {
    const request = parseAuthorizationRequest('https://login.bank.example/a#x?client_id=y');
    if (!request) throw new Error('no URL');
    expect(lintAuthorizationRequest({ request })).toContainEqual(
      expect.objectContaining({ id: 'PR02', facts: ['https://login.bank.example/a', '#x'] }),
    );
  });
});

describe('a request rule is silent', () => {
  it.each<[string, string, Change]>([
    ['AQ04', 'of a redirect URI on file', onFile('https://else.example', 'https://tpp.example/cb')],
    ['AQ04', 'while nobody knows what is on file', {}],
    [
      'AQ06',
      'of a bank whose request has no state',
      { set: { state: null }, template: { state: { name: 'x', value: '1' } } },
    ],
    ['AQ08', 'of a new state', { history: { stateUsed: false } }],
    [
      'AQ09',
      'of a bank whose request has no challenge',
      {
        set: { code_challenge: null, code_challenge_method: null },
        template: { code_challenge: { name: 'x', value: '1' } },
      },
    ],
    ['AQ12', 'of a verifier as RFC 7636 prints it', { codeVerifier: RFC7636_VERIFIER }],
    ['AQ13', 'of a new challenge', { history: { challengeUsed: false } }],
    ['AQ14', 'of commas, where the bank wants them', { set: { scope: 'a,b' }, profile: comma }],
    [
      'AQ14',
      'of a longer separator of the bank',
      {
        set: { scope: 'a, b' },
        profile: { scope: { ...profileOf('oidc').scope, separator: ', ' } },
      },
    ],
    [
      'AQ14',
      'of a value of the bank’s own with a comma in it',
      { set: { scope: 'a,b c' }, profile: scopes('a,b', 'c') },
    ],
    [
      'AQ15',
      'of known values with the bank’s separator',
      { set: { scope: 'accounts' }, profile: scopes('accounts') },
    ],
    [
      'AQ19',
      'of values that were encoded once',
      { set: { redirect_uri: 'https://tpp.example/cb?x=a b', login_hint: 'a+b#c' } },
    ],
    [
      'AQ19',
      'of an address with a query of its own',
      { set: { redirect_uri: 'https://tpp.example/cb?x=a%20b' } },
    ],
    [
      'AQ19',
      'of a plus sign, where the bank writes a form',
      { set: { scope: null }, more: '&scope=a+b', template: { scope: { encoding: 'form' } } },
    ],
    [
      'AQ19',
      'of a value that the bank takes raw',
      { set: { scope: null }, more: '&scope=a+b%2520c', template: { scope: { encoding: 'raw' } } },
    ],
    ['AQ21', 'of openid with a nonce', { set: { scope: 'openid', nonce: 'FAKE-nonce' } }],
    ['AQ21', 'without openid', {}],
    ['AQ22', 'of a pushed request', { ...pushed(), profile: { pushedRequests: 'required' } }],
    [
      'AQ22',
      'of a request that will be pushed',
      {
        profile: { pushedRequests: 'required' },
        carriage: { pushed: true, object: false },
      },
    ],
    [
      'AQ20',
      'of much that will be pushed',
      { more: LONG, carriage: { pushed: true, object: false } },
    ],
    [
      'AQ24',
      'of a request that will be an object',
      { ...signed({}), carriage: { pushed: false, object: true } },
    ],
    ['AQ24', 'of a reference, whatever lies behind it', { ...signed({}), ...pushed() }],
    ['AQ22', 'where pushing is offered only', { profile: { pushedRequests: 'supported' } }],
    [
      'AQ23',
      'of a request_uri in its time',
      { ...pushed(), history: { requestUriEndsAtMs: NOW_MS + 1 } },
    ],
    ['AQ24', 'of an object without a fault', { ...known, ...inObject(CLAIMS) }],
    [
      'AQ24',
      'of the issuer among several audiences',
      { ...known, ...inObject({ ...CLAIMS, aud: ['x', ISSUER] }) },
    ],
    [
      'AQ24',
      'of an encrypted object, which cannot be read',
      inObject({}, {}, { request: 'eyJhbGciOiJ4In0.a.b.c.d' }),
    ],
    [
      'AQ25',
      'of parameters that are in the object too',
      inObject(CLAIMS, { alg: 'PS256' }, { scope: 'accounts' }),
    ],
    [
      'AQ25',
      'of what OpenID Connect wants beside a reference',
      pushed({ response_type: 'code', scope: 'openid' }),
    ],
  ])('%s %s', (id, _what, change) => {
    expect(lint(change).map((finding) => finding.id)).not.toContain(id);
  });
});

describe('a bank that calls things otherwise', () => {
  const own: Change = {
    template: {
      client_id: { name: 'clientId' },
      redirect_uri: { name: 'successRedirect' },
      response_type: { name: 'flow', value: 'code' },
    },
    set: {
      response_type: null,
      client_id: null,
      redirect_uri: null,
      clientId: 'my-client',
      successRedirect: 'https://tpp.example/cb',
      flow: 'code',
    },
  };

  it('is judged by what its own names mean', () => {
    expect(lint(own)).toEqual([]);
    expect(lint({ ...own, set: { ...own.set, clientId: null } })).toMatchObject([{ id: 'AQ02' }]);
    expect(lint({ ...own, ...onFile('https://else.example') })).toMatchObject([{ id: 'AQ04' }]);
  });

  it('has its plus signs kept where it writes values raw', () => {
    const profile = { scope: { ...profileOf('oidc').scope, separator: '+', values: ['a', 'b'] } };
    const template = { scope: { encoding: 'raw' as const } };
    expect(lint({ profile, template, set: { scope: null }, more: '&scope=a+b' })).toEqual([]);
  });
});

it('puts neither state nor verifier into a finding', () => {
  const findings = lint({
    set: { state: 'FAKE-state', scope: 'openid' },
    codeVerifier: 'FAKE-verifier',
    history: { stateUsed: true, challengeUsed: true },
  });
  expect(findings.length).toBeGreaterThan(3);
  expect(JSON.stringify(findings)).not.toMatch(/FAKE-state|FAKE-verifier/);
});

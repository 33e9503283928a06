import { describe, expect, it } from 'vitest';
import type { ClientAuthentication } from '../../../../src/core/banks/grant.ts';
import { lintAuthorizationRequest } from '../../../../src/core/lint/lint-authorization-request.ts';
import { parseAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { encodeParameters } from '../../../../src/core/oauth/parameter.ts';
import { FAKE_STATE, profileOf, RFC7636_CHALLENGE } from '../../../fixtures/profiles.ts';

const GOOD: Record<string, string> = {
  response_type: 'code',
  client_id: 'practice-client',
  redirect_uri: 'https://tpp.example/cb',
  scope: 'openid',
  state: FAKE_STATE,
  code_challenge: RFC7636_CHALLENGE,
  code_challenge_method: 'S256',
  nonce: 'FAKE-nonce-0123456789-abcdefghijk',
};

interface Change {
  endpoint?: string;
  /** `null` leaves a parameter out */
  set?: Record<string, string | null>;
  /** what follows the other parameters, encoded */
  more?: string;
  profile?: string | null;
  clientAuthentication?: ClientAuthentication;
}

function lint({ endpoint = 'https://bank.example/a', set = {}, more = '', ...rest }: Change = {}) {
  const parameters = Object.entries({ ...GOOD, ...set }).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
  const request = parseAuthorizationRequest(
    `${endpoint}?${encodeParameters(parameters, 'percent')}${more}`,
  );
  if (!request) throw new Error('no URL');
  const { profile = 'oidc', clientAuthentication } = rest;
  return lintAuthorizationRequest({
    request,
    ...(profile === null ? {} : { profile: profileOf(profile) }),
    ...(clientAuthentication ? { clientAuthentication } : {}),
  });
}

/** A request that a STET bank takes. */
const STET: Change = {
  profile: 'bpce-aisp',
  set: {
    client_id: 'PSDFR-ACPR-12345',
    scope: 'aisp',
    code_challenge: null,
    code_challenge_method: null,
    nonce: null,
  },
};
const stet = (set: Record<string, string | null>): Change => ({
  ...STET,
  set: { ...STET.set, ...set },
});

describe('a request without a fault', () => {
  it.each<[string, Change]>([
    ['of an OpenID server', {}],
    ['of an unknown bank', { profile: null }],
    ['of a STET bank, which documents no PKCE', STET],
    [
      'of a STET bank, with an id from its register',
      stet({ client_id: '1PSDFR-ACP-12345678-0-ABCD' }),
    ],
    ['of a STET bank, by an agent', stet({ client_id: 'AGTFR-ACPR-12345001' })],
    ['of a server on this computer', { endpoint: 'http://17515.bpce.localhost:8489/authorize' }],
    ['with a redirect URI on this computer', { set: { redirect_uri: 'http://127.0.0.1:8080/cb' } }],
    ['with a redirect URI of an app', { set: { redirect_uri: 'example.app:/cb' } }],
    ['with an ID token beside the code', { set: { response_type: 'code id_token' } }],
    [
      'with the state left to a hex generator',
      { set: { state: '0123456789abcdef0123456789abcdef' } },
    ],
    ['with many digits as state', { set: { state: '481516234210957386021947561083275640921' } }],
    ['with a random UUID as state', { set: { state: '3f2b8c1e-9d47-4a6b-8e15-7c0d2f9a6b34' } }],
    ['with several resources', { more: '&resource=https://a.example&resource=https://b.example' }],
    [
      'with everything in a pushed request',
      {
        set: {
          response_type: null,
          redirect_uri: null,
          scope: null,
          state: null,
          code_challenge: null,
          code_challenge_method: null,
          nonce: null,
          request_uri: 'urn:ietf:params:oauth:request_uri:FAKE',
        },
      },
    ],
  ])('has no finding: %s', (_which, change) => {
    expect(lint(change)).toEqual([]);
  });
});

describe('findings', () => {
  it.each<[string, Change, object]>([
    [
      'PR01: plain http over a network',
      { endpoint: 'http://bank.example/a' },
      { id: 'PR01', severity: 'error', facts: ['http://bank.example'] },
    ],
    ['PR01: a misspelt scheme', { endpoint: 'htpps://bank.example/a' }, { id: 'PR01' }],
    [
      'AQ01: a token in the address bar',
      { set: { response_type: 'token' } },
      { id: 'AQ01', severity: 'error', facts: ['token'] },
    ],
    ['AQ01: no response_type', { set: { response_type: null } }, { id: 'AQ01', facts: [''] }],
    [
      'AQ02: no client_id, with the form it would have',
      stet({ client_id: null }),
      { id: 'AQ02', severity: 'error', facts: ['PSDFR-ACPR-12345'] },
    ],
    [
      'AQ03: a redirect URI that is no address',
      { set: { redirect_uri: 'tpp.example/cb' } },
      { id: 'AQ03', severity: 'error', facts: ['tpp.example/cb'] },
    ],
    [
      'AQ03: no address and a password, without showing it',
      { set: { redirect_uri: 'https://me:FAKE@tpp example/cb' } },
      { id: 'AQ03', facts: ['https://…@tpp example/cb'] },
    ],
    [
      'AQ03: a fragment',
      { set: { redirect_uri: 'https://tpp.example/#/cb' } },
      { id: 'AQ03', facts: ['#'] },
    ],
    [
      'AQ03: a password, without showing it',
      { set: { redirect_uri: 'https://me:FAKE@tpp.example/cb' } },
      { id: 'AQ03', facts: ['@'] },
    ],
    [
      'AQ03: none, where the bank wants one',
      { set: { redirect_uri: null } },
      { id: 'AQ03', severity: 'error' },
    ],
    [
      'AQ03: none, where the bank is unknown',
      { set: { redirect_uri: null }, profile: null },
      { id: 'AQ03', severity: 'warn' },
    ],
    [
      'AQ05: a redirect URI over plain http',
      { set: { redirect_uri: 'http://tpp.example/cb' } },
      { id: 'AQ05', severity: 'warn', facts: ['tpp.example'] },
    ],
    ['AQ06: no state, with PKCE', { set: { state: null } }, { id: 'AQ06', severity: 'warn' }],
    [
      'AQ06: no state, with a nonce',
      stet({ state: null, nonce: 'FAKE-nonce' }),
      { id: 'AQ06', severity: 'warn' },
    ],
    [
      'AQ06: no state and nothing else either',
      stet({ state: null }),
      { id: 'AQ06', severity: 'error' },
    ],
    [
      'AQ07: a short state',
      { set: { state: 'Fake-state-0123456789' } },
      { id: 'AQ07', severity: 'warn', facts: ['21', '17', '126'] },
    ],
    ['AQ07: a date', { set: { state: '20261121120000000000000000' } }, { id: 'AQ07' }],
    ['AQ07: one character many times', { set: { state: 'A'.repeat(43) } }, { id: 'AQ07' }],
    ['AQ07: one digit many times', { set: { state: '1'.repeat(43) } }, { id: 'AQ07' }],
    ['AQ07: half a hex hash', { set: { state: '0123456789abcdef01234567' } }, { id: 'AQ07' }],
    [
      'AQ09: no PKCE, of a confidential client',
      {
        set: { code_challenge: null, code_challenge_method: null },
        clientAuthentication: 'client_secret_post',
      },
      { id: 'AQ09', severity: 'warn' },
    ],
    [
      'AQ09: no PKCE, of a public client',
      { set: { code_challenge: null, code_challenge_method: null }, clientAuthentication: 'none' },
      { id: 'AQ09', severity: 'error' },
    ],
    [
      'AQ09: no PKCE, where the bank demands it',
      { set: { code_challenge: null, code_challenge_method: null }, profile: 'practice-oidc' },
      { id: 'AQ09', severity: 'error' },
    ],
    [
      'AQ10: the method plain',
      { set: { code_challenge_method: 'plain' } },
      { id: 'AQ10', severity: 'warn', facts: ['plain'] },
    ],
    [
      'AQ10: no method, which means plain',
      { set: { code_challenge_method: null } },
      { id: 'AQ10', facts: [''] },
    ],
    [
      'AQ11: a challenge in hex',
      { set: { code_challenge: '0123456789abcdef'.repeat(4) } },
      { id: 'AQ11', severity: 'error', facts: ['64', ''] },
    ],
    [
      'AQ11: padding and the other alphabet',
      { set: { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw/cM=' } },
      { id: 'AQ11', facts: ['44', '/ ='] },
    ],
    [
      'AQ14: a comma between scopes',
      { set: { scope: 'openid,accounts' } },
      { id: 'AQ14', severity: 'error', facts: ['7', ',', ' '] },
    ],
    [
      'AQ14: two blanks',
      { set: { scope: 'openid  accounts' } },
      { id: 'AQ14', facts: ['8', ' ', ' '] },
    ],
    [
      'AQ14: a blank at the end',
      { set: { scope: 'openid ' } },
      { id: 'AQ14', facts: ['7', ' ', ' '] },
    ],
    ['AQ14: a quote', { set: { scope: '"openid' } }, { id: 'AQ14', facts: ['1', '"', ' '] }],
    [
      'AQ14: a line break, made visible',
      { set: { scope: 'a\nb' } },
      { id: 'AQ14', facts: ['2', '\\u000a', ' '] },
    ],
    [
      'AQ15: a slip in a scope, with a guess',
      stet({ scope: 'asip' }),
      {
        id: 'AQ15',
        severity: 'warn',
        facts: ['asip', '1', 'aisp, extended_transaction_history', 'aisp'],
      },
    ],
    [
      'AQ15: a scope in capitals',
      stet({ scope: 'AISP' }),
      { id: 'AQ15', facts: ['AISP', '1', expect.any(String), 'aisp'] },
    ],
    [
      'AQ15: a scope twice',
      { set: { scope: 'a b a' } },
      { id: 'AQ15', facts: ['a', '2', '', 'a'] },
    ],
    [
      'AQ16: a parameter twice',
      { more: '&client_id=other' },
      { id: 'AQ16', severity: 'error', facts: ['client_id', '2'] },
    ],
    [
      'AQ17: a token without a name, masked',
      { more: '&eyJGQUtFRkFLRQ.FAKE.FAKE' },
      { id: 'AQ17', facts: ['{{masked#}}'] },
    ],
    [
      'AQ17: an empty parameter',
      { more: '&prompt=' },
      { id: 'AQ17', severity: 'warn', facts: ['prompt'] },
    ],
    [
      'AQ18: a secret in the URL, by name and length only',
      { more: '&client_secret=FAKE-secret' },
      { id: 'AQ18', severity: 'error', facts: ['client_secret', '11'] },
    ],
    [
      'AQ18: a verifier in the URL',
      { more: '&code_verifier=FAKE' },
      { id: 'AQ18', facts: ['code_verifier', '4'] },
    ],
    [
      'AQ20: a very long URL',
      { more: `&claims=${'x'.repeat(2000)}` },
      { id: 'AQ20', severity: 'warn' },
    ],
    [
      'PS02: an id in no form the bank gives',
      stet({ client_id: 'my-app' }),
      { id: 'PS02', severity: 'warn', facts: ['my-app', '6', 'PSDFR-ACPR-12345', '34'] },
    ],
    [
      'PS02: the id of the bank’s own example',
      stet({ client_id: 'PSDFR-ACPR-13807' }),
      { id: 'PS02' },
    ],
    [
      'PS02: an id that is too long',
      stet({ client_id: `PSDFR-ACPR-${'1'.repeat(24)}` }),
      { id: 'PS02', facts: [expect.any(String), '35', 'PSDFR-ACPR-12345', '34'] },
    ],
    [
      'PS04: payments by a redirect',
      stet({ scope: 'pisp' }),
      {
        id: 'PS04',
        severity: 'error',
        facts: ['pisp', 'authorization_code', 'client_credentials'],
      },
    ],
    [
      'PS13: a scope without its context',
      { profile: 'open-payments-api', set: { scope: 'accountinformation', client_id: 'x' } },
      { id: 'PS13', severity: 'error' },
    ],
  ])('%s', (_what, change, finding) => {
    expect(lint(change)).toContainEqual(expect.objectContaining(finding));
  });

  it('stand alone where one thing is wrong', () => {
    expect(lint({ set: { state: null } }).map(({ id }) => id)).toEqual(['AQ06']);
    expect(lint(stet({ client_id: 'PSDFR-ACPR-13807' })).map(({ id }) => id)).toEqual(['PS02']);
    expect(lint(stet({ scope: 'aisp cbpii' })).map(({ id }) => id)).toEqual(['AQ15']);
  });

  it('are all listed, not only the first', () => {
    const ids = lint({
      endpoint: 'http://bank.example/a',
      set: { response_type: 'token', state: null, code_challenge_method: null },
      more: '&x=1&x=2&y=',
    }).map(({ id }) => id);
    expect(ids).toEqual(['PR01', 'AQ01', 'AQ06', 'AQ10', 'AQ16', 'AQ17']);
  });

  it('hold neither the state nor a secret', () => {
    const findings = lint({ set: { state: 'FAKE-short' }, more: '&refresh_token=FAKE-rt' });
    expect(findings.length).toBe(2);
    expect(JSON.stringify(findings)).not.toMatch(/FAKE-short|FAKE-rt/);
  });
});

it('takes the separator that the profile names', () => {
  const profile = profileOf('oidc');
  const request = parseAuthorizationRequest(
    `https://bank.example/a?${encodeParameters(
      Object.entries({ ...GOOD, scope: 'a,b' }).map(([name, value]) => ({ name, value })),
      'percent',
    )}`,
  );
  if (!request) throw new Error('no URL');
  const comma = { ...profile, scope: { ...profile.scope, separator: ',' } };
  expect(lintAuthorizationRequest({ request, profile: comma })).toEqual([]);
});

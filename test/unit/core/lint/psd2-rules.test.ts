import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import type { ClientInUse } from '../../../../src/core/lint/bank-use.ts';
import { explainApiAnswer } from '../../../../src/core/lint/explain-api-answer.ts';
import type { Finding } from '../../../../src/core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../../../src/core/lint/lint-authorization-request.ts';
import { lintConsent } from '../../../../src/core/lint/lint-consent.ts';
import { lintTokenAnswer } from '../../../../src/core/lint/lint-token-answer.ts';
import {
  lintTokenRequest,
  type TokenRequestSubject,
} from '../../../../src/core/lint/lint-token-request.ts';
import { parseAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { encodeParameters, type Parameter } from '../../../../src/core/oauth/parameter.ts';
import { readTokenAnswer } from '../../../../src/core/oauth/token-response.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import { FAKE_STATE, planOf, profileOf, RFC7636_CHALLENGE } from '../../../fixtures/profiles.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const DAY_MS = 86_400_000;

/** A bank that no catalogue has: every rule has to work from its data alone. */
function bank(
  change: Partial<BankProfile> & { scopeRule?: Partial<BankProfile['scope']> } = {},
): BankProfile {
  const { scopeRule, ...own } = change;
  const oidc = profileOf('oidc');
  return {
    ...oidc,
    id: 'my-bank',
    service: 'aisp',
    clientId: { example: 'my-client' },
    environments: {
      sandbox: {
        label: 'Sandbox',
        kind: 'sandbox',
        endpoints: { tokenEndpoint: 'https://api.bank.example/token' },
      },
      live: {
        label: 'Live',
        kind: 'live',
        endpoints: { tokenEndpoint: 'https://api.bank.example/token' },
      },
    },
    scope: { ...oidc.scope, default: 'accounts', ...scopeRule },
    ...own,
  };
}

interface Opening {
  set?: Record<string, string | null>;
  variables?: Record<string, string>;
  environment?: string;
  client?: ClientInUse;
}

/** Findings on an authorization request. */
function opening(profile: BankProfile, { set = {}, ...rest }: Opening = {}): Finding[] {
  const parameters = Object.entries({
    response_type: 'code',
    client_id: 'my-client',
    redirect_uri: 'https://tpp.example/cb',
    scope: 'accounts',
    state: FAKE_STATE,
    code_challenge: RFC7636_CHALLENGE,
    code_challenge_method: 'S256',
    ...set,
  }).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  const request = parseAuthorizationRequest(
    `https://login.bank.example/a?${encodeParameters(parameters, 'percent')}`,
  );
  if (!request) throw new Error('no URL');
  return lintAuthorizationRequest({ request, profile, ...rest });
}

type Asking = Partial<Omit<TokenRequestSubject, 'request' | 'plan'>> & {
  parameters?: Parameter[];
  environment?: string;
};

/** Findings on a token request. */
function asking(
  profile: BankProfile,
  { parameters = [], environment = 'sandbox', ...rest }: Asking = {},
): Finding[] {
  const { draft } = planOf('oidc', { environment, clientAuthentication: 'tls_client_auth' });
  return lintTokenRequest({
    request: {
      method: 'POST',
      url: 'https://api.bank.example/token',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      parameters,
      body: encodeParameters(parameters, 'form'),
    },
    plan: { profile, draft },
    purpose: 'client_credentials',
    nowMs: NOW_MS,
    ...rest,
  });
}

const scope = (value: string): Parameter[] => [{ name: 'scope', value }];

/** Findings on the answer to a token request. */
function answered(
  profile: BankProfile,
  body: object,
  purpose: TokenRequestSubject['purpose'] = 'exchange',
) {
  const answer = jsonAnswer(200, {
    access_token: 'FAKE',
    token_type: 'Bearer',
    expires_in: 3600,
    ...body,
  });
  const requestedScope = 'accounts history';
  return lintTokenAnswer({
    answer,
    read: readTokenAnswer(answer),
    purpose,
    profile,
    requestedScope,
  });
}

/** Findings on a refused call. */
function called(profile: BankProfile, status: number, body: object, url?: string): Finding[] {
  return explainApiAnswer(jsonAnswer(status, body), profile, url).findings;
}

const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id);

const forbidsScope = bank({ scopeRule: { onCodeExchange: 'forbidden' } });
const ownIds = bank({
  clientId: { pattern: '^TPP-\\d+$', maxLength: 8, example: 'TPP-1', dummies: ['TPP-0'] },
});
const fromCertificate = bank({ clientId: { example: 'my-client', fromCertificate: true } });
const byCode = bank({ scopeRule: { grantFor: { accounts: ['authorization_code'] } } });
const byBoth = bank({
  scopeRule: { grantFor: { accounts: ['authorization_code', 'client_credentials'] } },
});
const doubtful = bank({ scopeRule: { doubtful: { history: 'Pages disagree on it.' } } });
const losing = bank({ scopeRule: { lostAtRefresh: ['history'] } });
const expires = bank({
  explanations: [{ on: 'api', status: 403, contains: 'token', meaning: 'access_token_expired' }],
});
const demanding = bank({ clientCertificate: 'required' });
const halfYear = bank({
  lifetimes: { consent: { seconds: 180 * 86_400, alternatives: [90 * 86_400] } },
});
const quarter = bank({ lifetimes: { refreshToken: { seconds: 90 * 86_400 } } });
const budget = bank({
  scopeRule: { values: ['accounts', 'payments', 'private', 'corporate'] },
  tokenBudget: { contexts: ['private', 'corporate'], seconds: 1800 },
});
const guide = bank({ scopeRule: { template: 'AIS: {consentId}' }, pkce: 'required' });
const limited = bank({
  unattendedReads: 2,
  explanations: [{ on: 'api', status: 429, meaning: 'daily_limit' }],
});
const since = (days: number) => ({ nowMs: NOW_MS, consentGivenAtMs: NOW_MS - days * DAY_MS });
const token = (context: string, agoMs: number, expires_in?: number) => ({
  tokens: [
    {
      scope: `accounts ${context}`,
      receivedAtMs: NOW_MS - agoMs,
      ...(expires_in && { expires_in }),
    },
  ],
});

describe('a PSD2 rule speaks', () => {
  it.each<[string, () => Finding[], object]>([
    [
      'PS01 of a scope with the code, where the bank forbids it',
      () => asking(forbidsScope, { purpose: 'exchange', parameters: scope('accounts') }),
      { id: 'PS01', severity: 'error', facts: ['accounts'] },
    ],
    [
      'PS02 of an id in another form',
      () => opening(ownIds),
      { id: 'PS02', severity: 'warn', facts: ['my-client', '9', 'TPP-1', '8'] },
    ],
    [
      'PS02 of an id that is too long',
      () => opening(ownIds, { set: { client_id: 'TPP-12345' } }),
      { id: 'PS02' },
    ],
    [
      'PS02 of an id out of the bank’s examples',
      () => opening(ownIds, { set: { client_id: 'TPP-0' } }),
      { id: 'PS02' },
    ],
    [
      'PS02 on a token request too',
      () => asking(ownIds, { parameters: [{ name: 'client_id', value: 'x' }] }),
      { id: 'PS02' },
    ],
    [
      'PS03 of an id that is not in the certificate',
      () => opening(fromCertificate, { client: { organizationIdentifier: 'PSDFR-ACPR-12345' } }),
      { id: 'PS03', severity: 'warn', facts: ['my-client', 'PSDFR-ACPR-12345'] },
    ],
    [
      'PS04 of a scope that this grant does not give',
      () => asking(byCode, { parameters: scope('accounts') }),
      {
        id: 'PS04',
        severity: 'error',
        facts: ['accounts', 'client_credentials', 'authorization_code'],
      },
    ],
    [
      'PS04 of such a scope behind a comma',
      () => asking(byCode, { parameters: scope('x,accounts') }),
      { id: 'PS04', facts: ['accounts', 'client_credentials', 'authorization_code'] },
    ],
    [
      'PS05 of a hyphen in a name',
      () => asking(bank(), { parameters: [{ name: 'grant-type', value: 'client_credentials' }] }),
      { id: 'PS05', severity: 'error', facts: ['grant-type', 'grant_type'] },
    ],
    [
      'PS07 of the way in which an expired token shows',
      () => called(expires, 403, { message: 'Invalid token' }),
      { id: 'PS07', severity: 'info', facts: ['403', 'Invalid token'] },
    ],
    [
      'PS08 of a value on which pages disagree, in the profile’s words',
      () => opening(doubtful, { set: { scope: 'accounts,history' } }),
      { id: 'PS08', severity: 'warn', facts: ['history', 'Pages disagree on it.'] },
    ],
    [
      'PS08 of a value that a refresh ended, by design',
      () => answered(losing, { scope: 'accounts' }, 'refresh'),
      { id: 'PS08', severity: 'info', facts: ['history', ''] },
    ],
    [
      'PS09 seven days before the first end that a page names',
      () => lintConsent({ profile: halfYear, ...since(83) }),
      { id: 'PS09', severity: 'warn', facts: ['83', '180, 90', '2027-02-26T12:00:00Z'] },
    ],
    [
      'PS09 between the two ends',
      () => lintConsent({ profile: halfYear, ...since(120) }),
      { id: 'PS09', severity: 'warn' },
    ],
    [
      'PS09 after the last end',
      () => lintConsent({ profile: halfYear, ...since(180) }),
      { id: 'PS09', severity: 'error' },
    ],
    [
      'PS09 by the refresh token, where no consent is told',
      () => lintConsent({ profile: quarter, ...since(90) }),
      { id: 'PS09', severity: 'error', facts: ['90', '90', '2026-11-21T12:00:00Z'] },
    ],
    [
      'PS10 where nobody knows of a certificate',
      () => asking(demanding),
      { id: 'PS10', severity: 'warn', facts: ['api.bank.example'] },
    ],
    [
      'PS10 where there is none',
      () => asking(demanding, { certificate: 'missing' }),
      { id: 'PS10', severity: 'error' },
    ],
    [
      'PS10 of a live environment whose sandbox does without',
      () => asking(bank({ clientCertificate: 'sandbox_optional' }), { environment: 'live' }),
      { id: 'PS10' },
    ],
    [
      'PS11 of MAC, at any bank',
      () => answered(bank(), { token_type: 'mac' }),
      { id: 'PS11', severity: 'error', facts: ['mac'] },
    ],
    [
      'PS12 of an answer without the scope that the bank promises',
      () => answered(bank({ scopeRule: { inAnswer: 'always' } }), {}),
      { id: 'PS12', severity: 'warn', facts: ['accounts'] },
    ],
    [
      'PS14 of a context whose token lives',
      () =>
        asking(budget, {
          parameters: scope('payments private'),
          ...token('private', 60_000, 3600),
        }),
      { id: 'PS14', severity: 'warn', facts: ['private', '2026-11-21T12:59:00Z', '1800'] },
    ],
    [
      'PS14 by the budget, where the token named no lifetime',
      () => asking(budget, { parameters: scope('payments private'), ...token('private', 60_000) }),
      { id: 'PS14', facts: ['private', '2026-11-21T12:29:00Z', '1800'] },
    ],
    [
      'PS15 of values that the same token could hold',
      () => asking(budget, { parameters: scope('accounts private') }),
      { id: 'PS15', severity: 'info', facts: ['1800', 'accounts private', 'payments'] },
    ],
    [
      'PS16 of a scope without its id',
      () => opening(guide, { set: { scope: 'AIS' } }),
      { id: 'PS16', severity: 'error', facts: ['scope=AIS', 'scope=AIS: {consentId}'] },
    ],
    [
      'PS16 of the blank that this bank wants',
      () => opening(guide, { set: { scope: 'AIS:1' } }),
      { id: 'PS16', facts: ['scope=AIS:1', 'scope=AIS: {consentId}'] },
    ],
    [
      'PS16 of no scope',
      () => opening(guide, { set: { scope: null } }),
      { id: 'PS16', facts: ['scope=', 'scope=AIS: {consentId}'] },
    ],
    [
      'PS16 of missing PKCE, which this guide wants',
      () =>
        opening(guide, {
          set: { scope: 'AIS: 1', code_challenge: null, code_challenge_method: null },
        }),
      { id: 'PS16', severity: 'warn', facts: ['code_challenge=', 'code_challenge_method=S256'] },
    ],
    [
      'PS16 of plain PKCE',
      () => opening(guide, { set: { scope: 'AIS: 1', code_challenge_method: 'plain' } }),
      {
        id: 'PS16',
        severity: 'warn',
        facts: ['code_challenge_method=plain', 'code_challenge_method=S256'],
      },
    ],
    [
      'PS17 of an answer that speaks of the limit',
      () => called(limited, 429, {}),
      { id: 'PS17', severity: 'info', facts: ['2', '–', '429', ''] },
    ],
    [
      'PS17 of a count that is full',
      () => lintConsent({ profile: limited, nowMs: NOW_MS, readsToday: 2 }),
      { id: 'PS17', facts: ['2', '2', '–', ''] },
    ],
    [
      'PS17 by the law, where the bank names no number',
      () => lintConsent({ profile: bank(), nowMs: NOW_MS, readsToday: 4 }),
      { id: 'PS17', facts: ['4', '4', '–', ''] },
    ],
  ])('%s', (_what, findings, finding) => {
    expect(findings()).toContainEqual(expect.objectContaining(finding));
  });

  it.each<[string, Partial<BankProfile['scope']>, string, string[]]>([
    ['at least one of a group', { atLeastOne: [['a', 'b']] }, 'c', ['c', '0', '≥ 1', 'a, b']],
    ['exactly one of a group', { exactlyOne: [['a', 'b']] }, 'a b', ['a b', '2', '1', 'a, b']],
    [
      'at most one of a group',
      { forbidTogether: [['a', 'b']] },
      'a b',
      ['a b', '2', '≤ 1', 'a, b'],
    ],
    ['every value that must be there', { allOf: ['a', 'b'] }, 'a', ['a', '0', '1', 'b']],
    ['a value beside another', { onlyBeside: { a: 'b' } }, 'a', ['a', '0', '1', 'b']],
    [
      'what a bank allows',
      { allowedWhen: [{ variable: 'bic', is: 'TWO', values: ['a'] }] },
      'a b',
      ['a b', '1', '0', 'b'],
    ],
    [
      'what an environment allows',
      { allowedWhen: [{ variable: 'environment', is: 'sandbox', values: ['a'] }] },
      'a b',
      ['a b', '1', '0', 'b'],
    ],
  ])('PS13 of %s', (_what, scopeRule, value, facts) => {
    const options = [
      { key: 'one', label: 'One' },
      { key: 'two', value: 'TWO', label: 'Two' },
    ];
    const profile = bank({ scopeRule, variables: { bic: { label: 'BIC', options } } });
    const use = { environment: 'sandbox', variables: { bic: 'two' } };
    expect(opening(profile, { set: { scope: value }, ...use })).toContainEqual(
      expect.objectContaining({ id: 'PS13', severity: 'error', facts }),
    );
  });
});

describe('a PSD2 rule is silent', () => {
  const allowed = bank({
    scopeRule: {
      allowedWhen: [
        { variable: 'bic', is: 'two', values: ['a'] },
        { variable: 'environment', is: 'live', values: ['a'] },
      ],
    },
    variables: { bic: { label: 'BIC', options: [{ key: 'two', label: 'Two' }] } },
  });
  it.each<[string, string, () => Finding[]]>([
    [
      'PS01',
      'where the scope is the RFC’s affair',
      () => asking(bank(), { purpose: 'exchange', parameters: scope('accounts') }),
    ],
    [
      'PS01',
      'of client_credentials',
      () => asking(forbidsScope, { parameters: scope('accounts') }),
    ],
    [
      'PS02',
      'of an id in the bank’s form',
      () => opening(ownIds, { set: { client_id: 'TPP-12' } }),
    ],
    [
      'PS03',
      'of the certificate’s own id',
      () => opening(fromCertificate, { client: { organizationIdentifier: 'my-client' } }),
    ],
    [
      'PS03',
      'where the id is the portal’s',
      () => opening(bank(), { client: { organizationIdentifier: 'PSDFR-ACPR-1' } }),
    ],
    [
      'PS04',
      'of a scope that both grants give',
      () => asking(byBoth, { parameters: scope('accounts') }),
    ],
    [
      'PS05',
      'of underscores',
      () => asking(bank(), { parameters: [{ name: 'grant_type', value: 'x' }] }),
    ],
    ['PS07', 'of another refusal', () => called(expires, 403, { message: 'Forbidden' })],
    ['PS08', 'of other values', () => opening(doubtful)],
    [
      'PS08',
      'of a value that is still there',
      () => answered(losing, { scope: 'accounts history' }, 'refresh'),
    ],
    ['PS08', 'of a code exchange', () => answered(losing, { scope: 'accounts' })],
    ['PS09', 'of a fresh consent', () => lintConsent({ profile: halfYear, ...since(82) })],
    [
      'PS09',
      'where no length is told',
      () => lintConsent({ profile: bank({ lifetimes: {} }), ...since(900) }),
    ],
    ['PS10', 'where a certificate goes along', () => asking(demanding, { certificate: 'chosen' })],
    ['PS10', 'where none is wanted', () => asking(bank({ clientCertificate: 'optional' }))],
    [
      'PS10',
      'in a sandbox that does without',
      () => asking(bank({ clientCertificate: 'sandbox_optional' })),
    ],
    ['PS11', 'of Bearer', () => answered(bank(), {})],
    ['PS12', 'where the bank may leave it out', () => answered(bank(), {})],
    ['PS13', 'while nobody chose the bank', () => opening(allowed, { set: { scope: 'b' } })],
    [
      'PS13',
      'in another environment',
      () => opening(allowed, { set: { scope: 'b' }, environment: 'sandbox' }),
    ],
    [
      'PS13',
      'of allowed values',
      () =>
        opening(allowed, { set: { scope: 'a' }, environment: 'live', variables: { bic: 'two' } }),
    ],
    [
      'PS14',
      'of another context',
      () =>
        asking(budget, { parameters: scope('payments corporate'), ...token('private', 60_000) }),
    ],
    [
      'PS14',
      'of a token that is over',
      () =>
        asking(budget, { parameters: scope('payments private'), ...token('private', 1_800_000) }),
    ],
    [
      'PS15',
      'of everything at once',
      () => asking(budget, { parameters: scope('accounts payments private') }),
    ],
    [
      'PS15',
      'where the bank counts no tokens',
      () => asking(bank(), { parameters: scope('accounts') }),
    ],
    ['PS16', 'of a scope by the guide', () => opening(guide, { set: { scope: 'AIS: consent-1' } })],
    [
      'AQ14',
      'of the blank that the guide wants',
      () => opening(guide, { set: { scope: 'AIS: consent-1' } }),
    ],
    [
      'AQ09',
      'of PKCE that the guide’s rule speaks of',
      () => opening(guide, { set: { scope: 'AIS: 1', code_challenge: null } }),
    ],
    [
      'AQ10',
      'of a method that the guide’s rule speaks of',
      () => opening(guide, { set: { scope: 'AIS: 1', code_challenge_method: 'plain' } }),
    ],
    [
      'PS17',
      'of a count with reads left',
      () => lintConsent({ profile: limited, nowMs: NOW_MS, readsToday: 1 }),
    ],
    ['RF05', 'of what is lost by design', () => answered(losing, { scope: 'accounts' }, 'refresh')],
    [
      'TR14',
      'of a refresh, where the scope before it counts',
      () => answered(bank(), { scope: 'accounts' }, 'refresh'),
    ],
    ['TR10', 'of MAC, which has a rule of its own', () => answered(bank(), { token_type: 'MAC' })],
  ])('%s %s', (id, _what, findings) => {
    expect(ids(findings())).not.toContain(id);
  });
});

it('tells what a refresh lost, where nothing says that it must be so', () => {
  expect(answered(bank(), { scope: 'accounts' }, 'refresh')).toContainEqual(
    expect.objectContaining({ id: 'RF05', severity: 'warn', facts: ['history', 'accounts'] }),
  );
});

describe('a profile’s own explanation', () => {
  const explained = bank({
    explanations: [
      {
        on: 'api',
        status: 404,
        path: '/accounts',
        meaning: 'other',
        sentence: 'No account.',
        actor: 'bank',
        fix: 'Try another.',
      },
      { on: 'api', contains: 'nimp', meaning: 'other', sentence: 'Not implemented.' },
      {
        on: 'token',
        status: 401,
        contains: 'invalid_client',
        meaning: 'other',
        sentence: 'Wrong certificate.',
      },
    ],
  });
  const words = { error: 'NIMP' };

  it.each<[string, () => Finding[], object]>([
    [
      'fits by path and status',
      () => called(explained, 404, {}, 'https://b.example/v1/accounts?x=1'),
      { actor: 'bank', facts: ['No account.', 'Try another.', '404', ''] },
    ],
    [
      'fits every refusal without a status, by the bank’s words in any case',
      () => called(explained, 501, words),
      { severity: 'warn', actor: 'you', facts: ['Not implemented.', '', '501', 'NIMP'] },
    ],
  ])('%s', (_what, findings, finding) => {
    expect(findings()).toContainEqual(expect.objectContaining({ id: 'PX01', ...finding }));
  });

  it('fits the answer to a token request', () => {
    const answer = jsonAnswer(401, { error: 'invalid_client' });
    const read = readTokenAnswer(answer);
    const subject = {
      answer,
      read,
      purpose: 'exchange',
      profile: explained,
      requestedScope: '',
    } as const;
    expect(ids(lintTokenAnswer(subject))).toEqual(['TE01', 'TE03', 'PX01']);
  });

  it.each<[string, () => Finding[]]>([
    ['of another path', () => called(explained, 404, {}, 'https://b.example/v1/cards')],
    ['of a path that nobody told', () => called(explained, 404, {})],
    ['of a success', () => called(explained, 200, words)],
    ['for token requests', () => called(explained, 401, { error: 'invalid_client' })],
  ])('does not fit an answer %s', (_what, findings) => {
    expect(ids(findings())).not.toContain('PX01');
  });
});

it('names the bank’s page, and the rule’s own source where the bank says nothing', () => {
  const sources: BankProfile['sources'] = [
    {
      title: 'Scope page',
      url: 'https://bank.example/scope',
      confidence: 'documented',
      supports: ['scope'],
    },
  ];
  const [own] = opening({ ...doubtful, sources }, { set: { scope: 'accounts history' } });
  expect(own).toMatchObject({ id: 'PS08', source: 'Scope page (https://bank.example/scope)' });
  const [neutral] = opening({ ...ownIds, sources });
  expect(neutral).toMatchObject({ id: 'PS02', source: 'ETSI TS 119 495 §5.2.1' });
});

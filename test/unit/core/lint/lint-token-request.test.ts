import { describe, expect, it } from 'vitest';
import {
  lintTokenRequest,
  type TokenRequestSubject,
} from '../../../../src/core/lint/lint-token-request.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { buildWorkerRequest } from '../../../../src/core/oauth/token-request.ts';
import { planOf, RFC7636_CHALLENGE, RFC7636_VERIFIER } from '../../../fixtures/profiles.ts';

const NAMES = {
  exchange: 'exchange',
  refresh: 'refresh',
  client_credentials: 'clientCredentials',
} as const;

interface Change {
  profile?: string;
  purpose?: TokenRequestSubject['purpose'];
  draft?: Partial<RequestDraft>;
  plan?: (plan: FlowPlan) => FlowPlan;
  request?: (request: HttpRequest) => HttpRequest;
  before?: TokenRequestSubject['authorizationRequest'];
  codeAgeMs?: number;
}

const BEFORE = { redirectUri: 'https://tpp.example/cb', codeChallenge: RFC7636_CHALLENGE };
const STET_BEFORE = { ...BEFORE, codeChallenge: undefined };

function lint(change: Change = {}) {
  const { purpose = 'exchange', profile = 'practice-oidc', before = BEFORE, codeAgeMs } = change;
  const plan = change.plan?.(planOf(profile, change.draft)) ?? planOf(profile, change.draft);
  const built = buildWorkerRequest(plan, NAMES[purpose], {
    code: 'FAKE-code',
    codeVerifier: before.codeChallenge === undefined ? '' : RFC7636_VERIFIER,
    refreshToken: 'FAKE-rt',
    clientSecret: 'FAKE-secret',
  });
  if (!built.ok) throw new Error(built.error.kind);
  return lintTokenRequest({
    request: change.request?.(built.value) ?? built.value,
    plan,
    purpose,
    authorizationRequest: before,
    ...(codeAgeMs === undefined ? {} : { codeAgeMs }),
  });
}

/** Adds to the body, and to the parameters that stand in it. */
const plus = (name: string, value: string) => (request: HttpRequest) => ({
  ...request,
  parameters: [...request.parameters, { name, value }],
  body: `${request.body}&${name}=${value}`,
});
const inQuery = (query: string) => (request: HttpRequest) => ({
  ...request,
  url: `${request.url}?${query}`,
});
const without = (name: string) => (request: HttpRequest) => {
  const parameters = request.parameters.filter((parameter) => parameter.name !== name);
  return {
    ...request,
    parameters,
    body: String(new URLSearchParams(parameters.map((p) => [p.name, p.value]))),
  };
};

const cc = { purpose: 'client_credentials' } as const;
const stet = { profile: 'practice-bpce-aisp', before: STET_BEFORE };
const payments = { profile: 'practice-bpce-pisp', ...cc };
const ALL_SCOPES = 'aspspinformation accountinformation paymentinitiation';
const openPayments = { profile: 'open-payments-api', ...cc };

describe('a token request without a fault', () => {
  it.each<[string, Change]>([
    ['a code exchange with PKCE', {}],
    ['a fresh code', { codeAgeMs: 60_000 }],
    ['a code exchange at a STET bank', stet],
    ['a refresh', { purpose: 'refresh' }],
    ['a refresh at a STET bank', { ...stet, purpose: 'refresh' }],
    ['a payment token of a client that the practice bank knows by no secret', payments],
    [
      'an Open Payments token',
      {
        ...openPayments,
        draft: {
          clientId: '00000000-0000-4000-8000-0000000000aa',
          scope: `${ALL_SCOPES} corporate`,
        },
      },
    ],
    [
      'bankgiro data beside account information',
      {
        ...openPayments,
        draft: {
          clientId: '00000000-0000-4000-8000-0000000000aa',
          scope: `${ALL_SCOPES} bankgiroinformation private`,
        },
      },
    ],
    ['a secret in the header', { draft: { clientAuthentication: 'client_secret_basic' } }],
    [
      'a query, where the profile wants one',
      {
        ...payments,
        plan: (plan) => {
          const { clientCredentials } = plan.profile.requests;
          if (!clientCredentials) throw new Error('no such request');
          const query = { ...clientCredentials, placement: 'query' as const };
          const requests = { ...plan.profile.requests, clientCredentials: query };
          return { ...plan, profile: { ...plan.profile, requests } };
        },
      },
    ],
    [
      'a scope with the code, where the profile wants one',
      {
        plan: (plan) => ({
          ...plan,
          profile: {
            ...plan.profile,
            scope: { ...plan.profile.scope, onCodeExchange: 'required' },
          },
        }),
        request: plus('scope', 'openid'),
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
      { request: (request) => ({ ...request, url: 'http://bank.example/token' }) },
      { id: 'PR01', severity: 'error', facts: ['http://bank.example'] },
    ],
    [
      'TQ01: a GET',
      { request: (request) => ({ ...request, method: 'GET' }) },
      { id: 'TQ01', severity: 'error', facts: ['GET'] },
    ],
    [
      'TQ02: a JSON body',
      {
        request: (request) => ({
          ...request,
          headers: [['content-type', 'application/json; charset=utf-8']],
          body: '{}',
        }),
      },
      { id: 'TQ02', severity: 'error', facts: ['application/json'] },
    ],
    [
      'TQ02: no content type',
      { request: (request) => ({ ...request, headers: [] }) },
      { id: 'TQ02', facts: [''] },
    ],
    [
      'TQ03: a parameter twice in the body',
      { request: plus('client_id', 'other') },
      { id: 'TQ03', severity: 'error', facts: ['client_id', '0', '2'] },
    ],
    [
      'TQ03: a parameter in query and body',
      { request: inQuery('grant_type=authorization_code') },
      { id: 'TQ03', facts: ['grant_type', '1', '1'] },
    ],
    [
      'TQ04: a secret in the query, by name and length only',
      { request: inQuery('client_secret=FAKE-secret') },
      { id: 'TQ04', severity: 'error', facts: ['client_secret', '11'] },
    ],
    [
      'TQ04: a code in the query',
      { request: inQuery('code=FAKE') },
      { id: 'TQ04', facts: ['code', '4'] },
    ],
    [
      'TQ05: secret in header and body',
      {
        draft: { clientAuthentication: 'client_secret_basic' },
        request: plus('client_secret', 'FAKE'),
      },
      { id: 'TQ05', severity: 'error', facts: ['2', 'Authorization, client_secret'] },
    ],
    [
      'TQ05: a certificate and a secret',
      {
        draft: { clientAuthentication: 'tls_client_auth' },
        request: plus('client_secret', 'FAKE'),
      },
      { id: 'TQ05', facts: ['2', 'client_secret, tls_client_auth'] },
    ],
    [
      'TQ07: another redirect URI, with the place of the difference',
      { draft: { redirectUri: 'https://tpp.example/cb/' } },
      {
        id: 'TQ07',
        severity: 'error',
        facts: ['https://tpp.example/cb/', 'https://tpp.example/cb', '23'],
      },
    ],
    [
      'TQ07: no redirect URI',
      { request: without('redirect_uri') },
      { id: 'TQ07', facts: ['', 'https://tpp.example/cb', '1'] },
    ],
    [
      'TQ08: no verifier',
      { request: without('code_verifier') },
      { id: 'TQ08', severity: 'error', facts: ['0'] },
    ],
    [
      'TQ08: a verifier that is too short',
      { request: (request) => plus('code_verifier', 'FAKE')(without('code_verifier')(request)) },
      { id: 'TQ08', facts: ['4'] },
    ],
    [
      'TQ09: a verifier without a challenge',
      { before: STET_BEFORE, request: plus('code_verifier', RFC7636_VERIFIER) },
      { id: 'TQ09', severity: 'warn', facts: ['43'] },
    ],
    [
      'TQ15: client_credentials without authentication, where the bank offers some',
      { profile: 'oidc', ...cc, draft: { clientAuthentication: 'none' } },
      { id: 'TQ15', severity: 'error', facts: ['client_secret_basic, client_secret_post'] },
    ],
    [
      'TQ16: a scope with the code',
      { request: plus('scope', 'openid') },
      { id: 'TQ16', severity: 'info', facts: ['openid'] },
    ],
    [
      'PS01: a scope with the code at a STET bank',
      { ...stet, request: plus('scope', 'aisp') },
      { id: 'PS01', severity: 'error', facts: ['aisp'] },
    ],
    [
      'PS02: the id of the bank’s own example',
      { ...openPayments, draft: { clientId: '555510ad-da62-4e6d-80b8-e18967eabf0b' } },
      { id: 'PS02', severity: 'warn' },
    ],
    [
      'PS04: account information by client_credentials',
      { ...payments, draft: { scope: 'aisp' } },
      {
        id: 'PS04',
        severity: 'error',
        facts: ['aisp', 'client_credentials', 'authorization_code'],
      },
    ],
    [
      'PS05: the hyphen of the portal’s example',
      { ...payments, request: plus('grant-type', 'client_credentials') },
      { id: 'PS05', severity: 'error', facts: ['grant-type', 'grant_type'] },
    ],
    [
      'PS10: a bank that wants a certificate',
      { profile: 'bpce-pisp', ...cc },
      { id: 'PS10', severity: 'warn', facts: ['www.17515.sandbox.api.89c3.com'] },
    ],
    [
      'PS13: no context',
      { ...openPayments, draft: { scope: 'accountinformation' } },
      {
        id: 'PS13',
        severity: 'error',
        facts: ['accountinformation', '0', '1', 'private, corporate'],
      },
    ],
    [
      'PS13: both contexts',
      { ...openPayments, draft: { scope: 'accountinformation private corporate' } },
      {
        id: 'PS13',
        facts: ['accountinformation private corporate', '2', '1', 'private, corporate'],
      },
    ],
    [
      'PS13: no API scope',
      { ...openPayments, draft: { scope: 'private' } },
      {
        id: 'PS13',
        facts: ['private', '0', '≥ 1', 'aspspinformation, accountinformation, paymentinitiation'],
      },
    ],
    [
      'PS13: bankgiro data alone',
      { ...openPayments, draft: { scope: 'paymentinitiation bankgiroinformation private' } },
      {
        id: 'PS13',
        facts: ['paymentinitiation bankgiroinformation private', '0', '1', 'accountinformation'],
      },
    ],
    ['PS13: no scope at all', { ...openPayments, request: without('scope') }, { id: 'PS13' }],
    [
      'AQ14: a comma in the scope',
      { ...openPayments, draft: { scope: 'accountinformation,private' } },
      { id: 'AQ14', severity: 'error' },
    ],
    [
      'AQ15: a slip in the scope',
      { ...payments, draft: { scope: 'pips' } },
      { id: 'AQ15', facts: ['pips', '1', 'pisp', 'pisp'] },
    ],
    [
      'AP15: a code older than a minute',
      { codeAgeMs: 61_000 },
      { id: 'AP15', severity: 'warn', facts: ['61'] },
    ],
    [
      'AP15: a code older than ten minutes',
      { codeAgeMs: 600_001 },
      { id: 'AP15', severity: 'error', facts: ['600'] },
    ],
  ])('%s', (_what, change, finding) => {
    expect(lint(change)).toContainEqual(expect.objectContaining(finding));
  });

  it('of a scope with the code are one at a STET bank, and that one is its own', () => {
    const ids = lint({ ...stet, request: plus('scope', 'aisp') }).map(({ id }) => id);
    expect(ids).toEqual(['PS01']);
  });

  it('only warn of a certificate, so that a person can send', () => {
    const findings = lint({ profile: 'bpce-aisp', before: STET_BEFORE });
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([['PS10', 'warn']]);
  });

  it('say nothing of redirect URI and verifier where the authorization request is unknown', () => {
    const plan = planOf('practice-oidc');
    const built = buildWorkerRequest(plan, 'exchange', { code: 'FAKE', codeVerifier: 'FAKE' });
    if (!built.ok) throw new Error(built.error.kind);
    expect(lintTokenRequest({ request: built.value, plan, purpose: 'exchange' })).toEqual([]);
  });

  it('hold no code, secret, token or verifier', () => {
    const findings = [
      ...lint({
        request: inQuery('code=FAKE-code&client_secret=FAKE-secret&refresh_token=FAKE-rt'),
      }),
      ...lint({ before: STET_BEFORE, request: plus('code_verifier', RFC7636_VERIFIER) }),
    ];
    expect(findings.length).toBeGreaterThan(3);
    expect(JSON.stringify(findings)).not.toMatch(/FAKE|dBjftJeZ/);
  });
});

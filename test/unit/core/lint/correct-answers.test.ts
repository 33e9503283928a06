import { expect, it } from 'vitest';
import { templateValues } from '../../../../src/core/banks/request-values.ts';
import type { Finding } from '../../../../src/core/lint/finding.ts';
import { judgeResponse } from '../../../../src/core/lint/judge-response.ts';
import { lintTokenAnswer } from '../../../../src/core/lint/lint-token-answer.ts';
import { parseAuthorizationResponse } from '../../../../src/core/oauth/authorization-response.ts';
import { withUsualResponseNames } from '../../../../src/core/oauth/response-names.ts';
import { readTokenAnswer } from '../../../../src/core/oauth/token-response.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import { FAKE_STATE, planOf, profileOf } from '../../../fixtures/profiles.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

type Purpose = 'exchange' | 'client_credentials' | 'refresh';
const JWT = fakeToken({ alg: 'RS256', typ: 'JWT' }, { iss: 'https://bank.example' });
const bearer = { access_token: 'FAKE-access', token_type: 'Bearer', expires_in: 3600 };
const renewable = { ...bearer, refresh_token: 'FAKE-refresh' };

/** Answers as the banks' own pages and the standards print them; every value is made up. */
const ANSWERS: [bank: string, purpose: Purpose, scope: string, json: object][] = [
  ['bpce-aisp', 'exchange', 'aisp', { ...renewable, scope: 'aisp' }],
  ['bpce-aisp', 'refresh', 'aisp', { ...renewable, scope: 'aisp' }],
  ['bpce-cbpii', 'exchange', 'cbpii', { ...renewable, scope: 'cbpii' }],
  ['bpce-cbpii', 'client_credentials', 'cbpii', { ...bearer, scope: 'cbpii' }],
  ['bpce-pisp', 'client_credentials', 'pisp', { ...bearer, scope: 'pisp' }],
  [
    'open-payments-api',
    'client_credentials',
    'accountinformation corporate',
    { ...bearer, access_token: JWT, scope: 'accountinformation corporate' },
  ],
  [
    'open-payments-aisp',
    'exchange',
    'accountinformation private',
    { ...bearer, scope: 'accountinformation private' },
  ],
  [
    'open-payments-pisp',
    'client_credentials',
    'paymentinitiation private',
    { ...bearer, scope: 'private paymentinitiation' },
  ],
  ['la-banque-postale', 'exchange', 'aisp', { ...bearer, expires_in: 7_776_000, scope: 'aisp' }],
  [
    'lcl',
    'exchange',
    'aisp extended_transaction_history',
    { ...renewable, scope: 'aisp extended_transaction_history' },
  ],
  ['boursorama', 'exchange', 'aisp', { ...renewable, expires_in: 86_400, scope: 'aisp' }],
  ['credit-agricole', 'exchange', 'aisp', { ...renewable, scope: 'aisp' }],
  ['credit-mutuel-cic', 'exchange', 'aisp', { ...renewable, token_type: 'bearer', scope: 'aisp' }],
  ['societe-generale', 'refresh', 'aisp', { ...renewable, scope: 'aisp' }],
  ['bnp-paribas', 'exchange', 'aisp', { ...renewable, scope: 'aisp' }],
  ['arkea', 'exchange', 'aisp', { ...renewable, scope: 'aisp' }],
  ['stet', 'client_credentials', 'pisp', { ...bearer, scope: 'pisp' }],
  ['berlin-group', 'exchange', 'AIS:FAKE-consent', { ...renewable, scope: 'AIS:FAKE-consent' }],
  ['sparkassen', 'exchange', 'AIS: FAKE-consent', { ...renewable, scope: 'AIS: FAKE-consent' }],
  ['redsys', 'exchange', 'AIS', { ...renewable, scope: 'AIS' }],
  [
    'ing',
    'exchange',
    'payment-accounts:balances:view',
    { ...renewable, expires_in: 900, scope: 'payment-accounts:balances:view' },
  ],
  [
    'rabobank',
    'exchange',
    'ais.balances.read',
    { ...renewable, scope: 'ais.balances.read', consented_on: 1 },
  ],
  ['seb', 'exchange', 'psd2_accounts', { ...renewable, scope: 'psd2_accounts' }],
  ['hsbc', 'exchange', '', { ...bearer, expires_in: 300, scope: 'openid accounts', id_token: JWT }],
  [
    'revolut',
    'client_credentials',
    'accounts',
    { ...bearer, token_type: 'Bearer', scope: 'accounts' },
  ],
  ['obl-model-bank', 'refresh', '', { ...renewable, id_token: JWT }],
  ['truelayer', 'exchange', 'info accounts', { ...renewable, scope: 'info accounts' }],
  ['oidc', 'exchange', 'openid', { ...renewable, scope: 'openid', id_token: JWT }],
  ['oidc', 'exchange', 'openid', { ...bearer, token_type: 'DPoP', scope: 'openid' }],
  ['oidc', 'refresh', 'openid', { ...renewable, scope: 'openid', refresh_token: 'FAKE-newer' }],
  [
    'gocardless',
    'client_credentials',
    '',
    { access: JWT, access_expires: 86_400, refresh: 'FAKE', refresh_expires: 2_592_000 },
  ],
  ['enable-banking', 'exchange', '', { session_id: 'FAKE-session', accounts: [] }],
];

const code = `code=FAKE&state=${FAKE_STATE}`;
/** Redirects: what stands behind the redirect URI. */
const REDIRECTS: [bank: string, answer: string][] = [
  ['bpce-aisp', `?${code}`],
  ['open-payments-aisp', `?${code}&scope=accountinformation`],
  ['credit-agricole', `?${code}&token_type=Bearer`],
  ['berlin-group', `?${code}`],
  ['oidc', `?${code}&session_state=FAKE`],
  ['practice-fragment', `#${code}`],
  ['practice-renamed', `?access_code=FAKE&state=${FAKE_STATE}`],
  ['hsbc', `?${code}`],
  ['bpce-aisp', `?error=access_denied&error_description=The+customer+refused&state=${FAKE_STATE}`],
  ['oidc', `?error=login_required&state=${FAKE_STATE}`],
];

const grave = (findings: Finding[]) => findings.filter(({ severity }) => severity !== 'info');

it('there are forty of them', () => {
  expect(ANSWERS.length + REDIRECTS.length).toBeGreaterThanOrEqual(40);
});

it.each(ANSWERS)('%s, %s, "%s": neither error nor warning', (bank, purpose, scope, json) => {
  const profile = profileOf(bank);
  const answer = jsonAnswer(200, json);
  const findings = lintTokenAnswer({
    answer,
    read: readTokenAnswer(answer, profile.tokenAnswer),
    purpose,
    profile,
    requestedScope: scope,
    clientAuthentication: profile.clientAuthentication[0],
  });
  expect(grave(findings)).toEqual([]);
});

it.each(REDIRECTS)('%s, %s: neither error nor warning', (bank, rest) => {
  const { profile, draft } = planOf(bank);
  const received = parseAuthorizationResponse(`https://tpp.example/cb${rest}`);
  if (!received) throw new Error('no URL');
  const { verdict, findings } = judgeResponse(
    withUsualResponseNames(received, profile.redirectAnswer),
    {
      redirectUri: 'https://tpp.example/cb',
      state: FAKE_STATE,
      issuer: templateValues(profile, draft.environment, draft.variables)?.issuer,
      issuerInResponse: profile.issuerInResponse,
      mode: profile.redirectAnswer?.mode ?? 'query',
      answeredBefore: false,
    },
  );
  expect(grave(findings)).toEqual([]);
  expect(verdict).toBe(rest.includes('error=') ? 'bank_error' : 'code');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lintTokenAnswer,
  type TokenAnswerSubject,
} from '../../../../src/core/lint/lint-token-answer.ts';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import { readTokenAnswer } from '../../../../src/core/oauth/token-response.ts';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../fixtures/answers.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const TOKENS = {
  access_token: 'FAKE-access',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'aisp',
  refresh_token: 'FAKE-refresh',
};

type Change = Partial<
  Pick<TokenAnswerSubject, 'purpose' | 'requestedScope' | 'refreshTokenBefore'>
> & {
  profile?: string;
};

function lint(answer: HttpAnswer, { profile = 'bpce-aisp', ...change }: Change = {}) {
  return lintTokenAnswer({
    answer,
    read: readTokenAnswer(answer),
    purpose: 'exchange',
    profile: profileOf(profile),
    requestedScope: 'aisp',
    ...change,
  });
}

const withTokens = (change: object, answer: Partial<HttpAnswer> = {}) =>
  jsonAnswer(200, { ...TOKENS, ...change }, answer);
const typed = (type: string): Partial<HttpAnswer> => ({
  headers: [
    ['content-type', type],
    ['cache-control', 'no-store'],
  ],
});
const PAYMENT = {
  access_token: 'FAKE-access',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'pisp',
};
const payment: Change = {
  profile: 'bpce-pisp',
  purpose: 'client_credentials',
  requestedScope: 'pisp',
};

describe('an answer without a fault', () => {
  it.each<[string, HttpAnswer, Change]>([
    ['tokens for a code', withTokens({}), {}],
    ['a token type in another case', withTokens({ token_type: 'bearer' }), {}],
    ['a DPoP token', withTokens({ token_type: 'DPoP' }), {}],
    [
      'a charset behind the content type',
      withTokens({}, typed('Application/JSON; charset=utf-8')),
      {},
    ],
    ['a payment token', jsonAnswer(200, PAYMENT), payment],
    [
      'a refresh that keeps the refresh token',
      withTokens({}),
      { purpose: 'refresh', refreshTokenBefore: 'FAKE-refresh' },
    ],
    [
      'a refresh that sends no refresh token back',
      withTokens({ refresh_token: undefined }),
      { purpose: 'refresh', refreshTokenBefore: 'FAKE-refresh' },
    ],
    ['members that OAuth does not know', withTokens({ state: 'x', consent: { id: 1 } }), {}],
    ['a default scope, when none was asked for', withTokens({}), { requestedScope: '' }],
    ['the shortest and the longest plausible life', withTokens({ expires_in: 30 }), {}],
    ['a year', withTokens({ expires_in: 31_536_000 }), {}],
    [
      'scopes in another order',
      withTokens({ scope: 'cbpii aisp' }),
      { requestedScope: 'aisp cbpii' },
    ],
  ])('has no finding: %s', (_which, answer, change) => {
    expect(lint(answer, change)).toEqual([]);
  });
});

describe('findings', () => {
  it.each<[string, HttpAnswer, Change, object]>([
    [
      'TR01: a redirect that the browser hides',
      textAnswer(0, '', { redirected: true }),
      {},
      { id: 'TR01', severity: 'error', facts: ['3xx', '?'] },
    ],
    [
      'TR01: a redirect, without the query of its target',
      textAnswer(302, '', { headers: [['Location', 'https://bank.example/login?code=FAKE']] }),
      {},
      { id: 'TR01', facts: ['302', 'https://bank.example/login'] },
    ],
    [
      'TR02: JSON under another content type',
      withTokens({}, typed('text/plain')),
      {},
      { id: 'TR02', severity: 'warn', facts: ['text/plain'] },
    ],
    ['TR02: no content type', withTokens({}, { headers: [] }), {}, { id: 'TR02', facts: [''] }],
    ['TR02: a page', pageAnswer(200), {}, { id: 'TR02', severity: 'error', facts: ['text/html'] }],
    [
      'TR03: broken JSON, with the place',
      textAnswer(200, '{\n  "access_token": FAKE}'),
      {},
      { id: 'TR03', severity: 'error', facts: ['2', '19', '25', '', 'broken'] },
    ],
    [
      'TR03: a page, with its title',
      pageAnswer(200, 'Log in'),
      {},
      { id: 'TR03', facts: ['1', '1', expect.any(String), 'Log in', 'page'] },
    ],
    ['TR03: a list', jsonAnswer(200, [TOKENS]), {}, { id: 'TR03' }],
    ['TR03: no body', textAnswer(200, ''), {}, { id: 'TR03' }],
    [
      'TR03: a trailing comma',
      textAnswer(200, '{"a":1,}'),
      {},
      { id: 'TR03', facts: ['1', '7', '8', '', 'broken'] },
    ],
    ['TR04: bad UTF-8', withTokens({}, { badText: true }), {}, { id: 'TR04', severity: 'warn' }],
    [
      'TR06: created',
      jsonAnswer(201, TOKENS),
      {},
      { id: 'TR06', severity: 'warn', facts: ['201'] },
    ],
    [
      'TR07: an error under status 200',
      jsonAnswer(200, { error: 'invalid_grant' }),
      {},
      { id: 'TR07', severity: 'error', facts: ['200', 'invalid_grant'] },
    ],
    [
      'TR08: no access token, with the names that came',
      jsonAnswer(200, { token: 'FAKE', token_type: 'Bearer' }),
      {},
      { id: 'TR08', severity: 'error', facts: ['token, token_type', '–'] },
    ],
    ['TR08: an access token that is a number', withTokens({ access_token: 1 }), {}, { id: 'TR08' }],
    [
      'TR09: no token type',
      withTokens({ token_type: undefined }),
      {},
      { id: 'TR09', severity: 'error' },
    ],
    [
      'TR10: a token type that nobody knows',
      withTokens({ token_type: 'Cookie' }),
      {},
      { id: 'TR10', severity: 'error', facts: ['Cookie'] },
    ],
    [
      'PS11: MAC, at any server',
      withTokens({ token_type: 'mac', scope: 'openid' }),
      { profile: 'oidc', requestedScope: 'openid' },
      { id: 'PS11' },
    ],
    [
      'TR11: no lifetime',
      withTokens({ expires_in: undefined }),
      {},
      { id: 'TR11', severity: 'info' },
    ],
    [
      'TR12: a lifetime in quotes, though it is read',
      withTokens({ expires_in: '3600' }),
      {},
      { id: 'TR12', severity: 'warn', facts: ['"3600"'] },
    ],
    [
      'TR12: a lifetime of nothing',
      withTokens({ expires_in: null }),
      {},
      { id: 'TR12', facts: ['null'] },
    ],
    ['TR12: half a second', withTokens({ expires_in: 0.5 }), {}, { id: 'TR12', facts: ['0.5'] }],
    [
      'TR13: milliseconds, most likely',
      withTokens({ expires_in: 3_600_000_000 }),
      {},
      { id: 'TR13', severity: 'warn', facts: ['3600000000'] },
    ],
    ['TR13: hardly any life', withTokens({ expires_in: 29 }), {}, { id: 'TR13', facts: ['29'] }],
    [
      'TR14: less than was asked for',
      withTokens({}),
      { requestedScope: 'aisp extended_transaction_history' },
      { id: 'TR14', severity: 'warn', facts: ['extended_transaction_history', 'aisp'] },
    ],
    [
      'TR15: more than was asked for',
      withTokens({ scope: 'aisp offline_access' }),
      {},
      { id: 'TR15', severity: 'warn', facts: ['offline_access', 'aisp'] },
    ],
    [
      'TR16: no word of the scope',
      withTokens({ scope: undefined }),
      {},
      { id: 'TR16', severity: 'info', facts: ['aisp', '–'] },
    ],
    [
      'TR17: a refresh token with client_credentials',
      jsonAnswer(200, { ...PAYMENT, refresh_token: 'FAKE-refresh' }),
      payment,
      { id: 'TR17', severity: 'warn', facts: ['12'] },
    ],
    [
      'TR18: an answer that may be kept',
      withTokens(
        {},
        {
          headers: [
            ['Content-Type', 'application/json'],
            ['Cache-Control', 'private'],
          ],
        },
      ),
      {},
      { id: 'TR18', severity: 'warn', facts: ['private'] },
    ],
    [
      'TR21: an answer that was cut',
      withTokens({}, { cut: true, bytes: 1_048_576, durationMs: 900 }),
      {},
      { id: 'TR21', severity: 'error', facts: ['0.9', '1048576'] },
    ],
    [
      'TR21: an answer that took too long',
      withTokens({}, { durationMs: 20_001 }),
      {},
      { id: 'TR21' },
    ],
    [
      'TE01: a known error, with the bank’s words',
      jsonAnswer(400, { error: 'invalid_grant', error_description: 'code expired' }),
      {},
      { id: 'TE01', severity: 'error', facts: ['invalid_grant', '400', 'code expired'] },
    ],
    [
      'TE01: an error that no standard knows',
      jsonAnswer(400, { error: 'bad_day' }),
      {},
      { id: 'TE01', facts: ['bad_day', '400', ''] },
    ],
    [
      'TE02: a page of a gateway',
      pageAnswer(403),
      {},
      {
        id: 'TE02',
        severity: 'warn',
        facts: ['403', 'text/html', 'Access Denied', 'FakeGateway', 'page'],
      },
    ],
    [
      'TE02: JSON that is no OAuth error',
      jsonAnswer(400, { errorMessage: 'no' }),
      {},
      { id: 'TE02', facts: ['400', 'application/json', '', '', 'object'] },
    ],
    [
      'TE04: too many requests',
      textAnswer(429, '', { headers: [['Retry-After', '120']] }),
      {},
      { id: 'TE04', severity: 'warn', facts: ['429', '120', '2026-11-21T12:02:00Z'] },
    ],
    ['TE04: out of service', textAnswer(503, ''), {}, { id: 'TE04', facts: ['503', '–', '–'] }],
    [
      'TE05: a fault of the server',
      pageAnswer(502),
      {},
      { id: 'TE05', severity: 'error', facts: ['502'] },
    ],
    [
      'RF02: another refresh token, by lengths only',
      withTokens({}),
      { purpose: 'refresh', refreshTokenBefore: 'FAKE-before' },
      { id: 'RF02', severity: 'info', facts: ['11', '12'] },
    ],
    [
      'PS11: MAC, which was never standardised',
      withTokens({ token_type: 'MAC' }),
      {},
      { id: 'PS11', severity: 'error', facts: ['MAC'] },
    ],
    [
      'PS12: a payment token without scope',
      jsonAnswer(200, { ...PAYMENT, scope: undefined }),
      payment,
      { id: 'PS12', severity: 'warn', facts: ['pisp'] },
    ],
  ])('%s', (_what, answer, change, finding) => {
    expect(lint(answer, change)).toContainEqual(expect.objectContaining(finding));
  });

  it.each<[string, HttpAnswer, Change, string[]]>([
    ['a redirect', textAnswer(0, '', { redirected: true }), {}, ['TR01']],
    ['an OAuth error', jsonAnswer(400, { error: 'invalid_grant' }), {}, ['TE01', 'PX01']],
    ['a fault of the server', textAnswer(500, ''), {}, ['TE05']],
    ['too many requests', textAnswer(429, 'slow down'), {}, ['TE04']],
    ['MAC', withTokens({ token_type: 'MAC' }), {}, ['PS11']],
    [
      'a payment token without scope',
      jsonAnswer(200, { ...PAYMENT, scope: undefined }),
      payment,
      ['PS12'],
    ],
    ['a lifetime of nothing', withTokens({ expires_in: null }), {}, ['TR12']],
    ['a page under status 200', pageAnswer(200), {}, ['TR02', 'TR03']],
    ['a new token on a code exchange', withTokens({}), { refreshTokenBefore: 'FAKE-before' }, []],
  ])('of %s stand alone', (_what, answer, change, ids) => {
    expect(lint(answer, change).map(({ id }) => id)).toEqual(ids);
  });

  it('hold no token, even where the bank’s words quote a JWT', () => {
    const findings = [
      ...lint(withTokens({ expires_in: 1, scope: 'x' }), {
        purpose: 'refresh',
        refreshTokenBefore: 'FAKE-before',
      }),
      ...lint(
        jsonAnswer(400, {
          error: 'invalid_grant',
          error_description: 'bad eyJGQUtFRkFLRQ.FAKE.FAKE',
        }),
      ),
    ];
    expect(findings.length).toBeGreaterThan(4);
    expect(JSON.stringify(findings)).not.toMatch(/FAKE/);
  });
});

it('never throws, whatever the answer', () => {
  const body = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
  const json = fc.dictionary(
    fc.constantFrom(
      'access_token',
      'token_type',
      'expires_in',
      'scope',
      'error',
      'error_description',
    ),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 599 }),
      fc.oneof(
        body,
        json.map((value) => JSON.stringify(value)),
      ),
      fc.boolean(),
      (status, text, redirected) => {
        expect(Array.isArray(lint(textAnswer(status, text, { redirected })))).toBe(true);
      },
    ),
  );
});

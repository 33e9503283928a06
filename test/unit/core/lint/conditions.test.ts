import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { ERROR_CODES } from '../../../../src/core/lint/error-codes.ts';
import { explainTokenStatus } from '../../../../src/core/lint/explain-token-status.ts';
import { dpopDowngraded } from '../../../../src/core/lint/rules/dpop-downgraded.ts';
import { expiresInMalformed } from '../../../../src/core/lint/rules/expires-in-malformed.ts';
import { pkceChallengeShape } from '../../../../src/core/lint/rules/pkce-challenge-shape.ts';
import { redirectUriChanged } from '../../../../src/core/lint/rules/redirect-uri-changed.ts';
import { redirectUriShape } from '../../../../src/core/lint/rules/redirect-uri-shape.ts';
import { refreshOldToken } from '../../../../src/core/lint/rules/refresh-old-token.ts';
import { tokenCharacters } from '../../../../src/core/lint/rules/token-characters.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import { readTokenAnswer } from '../../../../src/core/oauth/token-response.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import { planOf, profileOf, RFC7636_CHALLENGE } from '../../../fixtures/profiles.ts';
import { type Asked, ask } from './tables/ask.ts';

type Binding = ReturnType<typeof profileOf>['tokenBinding'];

const asked = (...pairs: [string, string][]) => ({
  request: {
    endpoint: '',
    url: '',
    parameters: pairs.map(([name, value]) => ({ name, value })),
  },
});
const sent = (redirect_uri: string) => ({
  ...asked(['redirect_uri', redirect_uri]),
  authorizationRequest: { redirectUri: 'https://tpp.example/cb' },
});
const answered = (members: object, tokenBinding?: Binding) => ({
  read: readTokenAnswer(jsonAnswer(200, { access_token: 'FAKE', ...members })),
  profile: { ...profileOf('oidc'), tokenBinding },
});
const challenge = (value: string, method = 'S256') =>
  asked(['code_challenge', value], ['code_challenge_method', method]);
const required = (...by: ('dpop' | 'mtls')[]): Binding => ({ requirement: 'required', by });
const bearer = { token_type: 'Bearer' };

describe('each condition of a rule, both ways', () => {
  it.each<[string, Asked, string[]]>([
    [
      'TQ07 another address',
      ask(redirectUriChanged, { ...sent('https://tpp.example/CB'), purpose: 'exchange' } as never),
      ['error'],
    ],
    [
      'TQ07 the same address',
      ask(redirectUriChanged, { ...sent('https://tpp.example/cb'), purpose: 'exchange' } as never),
      [],
    ],
    [
      'TQ07 none',
      ask(redirectUriChanged, { ...sent(''), purpose: 'exchange' } as never),
      ['error'],
    ],
    [
      'TQ07 none, where the bank takes none',
      ask(redirectUriChanged, { ...sent(''), purpose: 'exchange', taken: ['code'] } as never),
      [],
    ],
    [
      'TQ07 of a refresh',
      ask(redirectUriChanged, { ...sent('https://a.example'), purpose: 'refresh' } as never),
      [],
    ],
    ['RF03 a refresh', ask(refreshOldToken, { purpose: 'refresh', spent: 'replaced' }), ['error']],
    ['RF03 an exchange', ask(refreshOldToken, { purpose: 'exchange', spent: 'replaced' }), []],
    ['TR12 one second', ask(expiresInMalformed, answered({ expires_in: 1 })), []],
    ['TR12 none', ask(expiresInMalformed, answered({ expires_in: 0 })), ['warn']],
    ['TR12 half a second', ask(expiresInMalformed, answered({ expires_in: 1.5 })), ['warn']],
    ['TR12 not told', ask(expiresInMalformed, answered({})), []],
    ['TR20 where DPoP was not asked for', ask(dpopDowngraded, answered(bearer)), []],
    [
      'TR20 where it is not needed',
      ask(dpopDowngraded, { ...answered(bearer), askedDpop: true }),
      ['warn'],
    ],
    [
      'TR20 where it is needed',
      ask(dpopDowngraded, { ...answered(bearer, required('dpop')), askedDpop: true }),
      ['error'],
    ],
    [
      'TR20 where a certificate will do',
      ask(dpopDowngraded, { ...answered(bearer, required('dpop', 'mtls')), askedDpop: true }),
      ['warn'],
    ],
    [
      'TR20 of a bound token',
      ask(dpopDowngraded, { ...answered({ token_type: 'DPoP' }), askedDpop: true }),
      [],
    ],
    ['AQ11 a hash', ask(pkceChallengeShape, challenge(RFC7636_CHALLENGE)), []],
    [
      'AQ11 a character less',
      ask(pkceChallengeShape, challenge(RFC7636_CHALLENGE.slice(1))),
      ['error'],
    ],
    [
      'AQ11 another character',
      ask(pkceChallengeShape, challenge(`${RFC7636_CHALLENGE.slice(1)}=`)),
      ['error'],
    ],
    ['AQ11 a plain one', ask(pkceChallengeShape, challenge('short', 'plain')), []],
    [
      'AQ03 a good one',
      ask(redirectUriShape, asked(['redirect_uri', 'https://tpp.example/cb'])),
      [],
    ],
    [
      'AQ03 a name',
      ask(redirectUriShape, asked(['redirect_uri', 'https://me@tpp.example/cb'])),
      ['error'],
    ],
    [
      'AQ03 a password alone',
      ask(redirectUriShape, asked(['redirect_uri', 'https://:x@tpp.example/cb'])),
      ['error'],
    ],
    [
      'AQ03 a fragment',
      ask(redirectUriShape, asked(['redirect_uri', 'https://tpp.example/cb#x'])),
      ['error'],
    ],
    ['AQ03 none, of an unknown bank', ask(redirectUriShape, asked()), ['warn']],
    ['AQ03 none', ask(redirectUriShape, { ...asked(), profile: profileOf('oidc') }), ['error']],
    ['AQ03 none, in an object', ask(redirectUriShape, asked(['request', 'FAKE'])), []],
  ])('%s', (_which, check, severities) => {
    expect(check()).toEqual(severities);
  });

  it.each([
    ['FAKE-a.b_c~d+e/f==', undefined],
    ['', undefined],
    ['ab c', ['access_token', ' ', '3']],
    ['"ab', ['access_token', '"', '1']],
    ['ab=c', ['access_token', 'c', '4']],
  ])('TR19 of %j tells %j', (access_token, facts) => {
    const [found] = tokenCharacters.check(answered({ access_token }) as never);
    expect(found?.facts?.map(String)).toEqual(facts);
  });
});

describe('whether the bank did what it was asked about a token', () => {
  const plan = planOf('oidc');
  const token = {
    secret: { id: 't', kind: 'access_token', length: 9, fingerprint: '0badcafe' },
    kind: 'access_token',
    receivedAtMs: 0,
  } as const;
  const explain = (purpose: 'introspection' | 'revocation', answer: HttpAnswer) =>
    explainTokenStatus({ purpose, answer, token, plan });

  it.each([
    ['introspection', jsonAnswer(200, { active: true }), 'api_ok'],
    ['introspection', jsonAnswer(200, { active: false }), 'api_ok'],
    ['introspection', jsonAnswer(200, { active: 'true' }), 'api_refused'],
    ['introspection', jsonAnswer(200, {}), 'api_refused'],
    ['introspection', jsonAnswer(400, { active: true }), 'api_refused'],
    ['revocation', jsonAnswer(200, {}), 'api_ok'],
    ['revocation', jsonAnswer(503, {}), 'api_refused'],
  ] as const)('%s of %j: %s', (purpose, answer, outcome) => {
    expect(explain(purpose, answer).outcome).toBe(outcome);
  });

  it('tells the error of an introspection once, and of a revocation by its own rule', () => {
    const refused = jsonAnswer(400, { error: 'invalid_client' });
    const ids = (purpose: 'introspection' | 'revocation') =>
      explain(purpose, refused).findings.map(({ id }) => id);
    expect(ids('introspection')).toEqual(['TE01']);
    expect(ids('revocation')).toEqual(['RS08']);
  });
});

it.each(ERROR_CODES)('the error %s has advice in words', (code) => {
  const about = { slug: '', severity: 'error', actor: 'you', source: '' } as const;
  const finding = { ...about, id: 'TE01', facts: [code, '400', ''] };
  const { fix } = describeFinding(finding, messagesFrom(messages));
  expect(fix).not.toBe(messages.error_unknown.message);
  expect(fix.length).toBeGreaterThan(10);
});

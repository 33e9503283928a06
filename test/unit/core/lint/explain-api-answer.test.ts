import { describe, expect, it } from 'vitest';
import { explainApiAnswer } from '../../../../src/core/lint/explain-api-answer.ts';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../fixtures/answers.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

function explain(answer: HttpAnswer, profile = 'bpce-aisp') {
  const { outcome, findings } = explainApiAnswer(answer, profileOf(profile));
  return { outcome, ids: findings.map(({ id }) => id), findings };
}

const challenge = (status: number, value: string) =>
  textAnswer(status, '', { headers: [['WWW-Authenticate', value]] });

describe('an API answer', () => {
  it.each<[string, HttpAnswer, string, string, string[]]>([
    ['with accounts is fine', jsonAnswer(200, { accounts: [] }), 'bpce-aisp', 'api_ok', []],
    ['without a body is fine', textAnswer(204, ''), 'bpce-aisp', 'api_ok', []],
    ['that is a page is not', pageAnswer(200), 'bpce-aisp', 'api_refused', ['TR03']],
    ['that is a list is fine', jsonAnswer(200, []), 'bpce-aisp', 'api_ok', []],
    [
      'expired shows as 401 for accounts',
      jsonAnswer(401, { error: 'invalid_token' }),
      'bpce-aisp',
      'api_refused',
      ['RS04', 'PS07'],
    ],
    [
      'expired may stand in the challenge alone',
      challenge(401, 'Bearer error="INVALID_TOKEN"'),
      'bpce-aisp',
      'api_refused',
      ['RS04', 'PS07'],
    ],
    [
      'expired shows as 403 for payments',
      jsonAnswer(403, { message: 'Invalid token' }),
      'bpce-pisp',
      'api_refused',
      ['PS07'],
    ],
    [
      'another 403 for payments is role or scope',
      jsonAnswer(403, { message: 'Forbidden' }),
      'bpce-pisp',
      'api_refused',
      ['RS05'],
    ],
    ['a 401 that says nothing is a 401', textAnswer(401, ''), 'bpce-aisp', 'api_refused', ['RS04']],
    [
      'a 401 of an OpenID server',
      jsonAnswer(401, { error: 'invalid_token' }),
      'oidc',
      'api_refused',
      ['RS04', 'PS07'],
    ],
    [
      'a 403 for accounts is role or scope',
      jsonAnswer(403, {}),
      'bpce-aisp',
      'api_refused',
      ['RS05'],
    ],
    [
      'too many reads of a day',
      jsonAnswer(403, { error: 'TMRQ' }),
      'bpce-aisp',
      'api_refused',
      ['PS17'],
    ],
    ['too many requests', textAnswer(429, ''), 'bpce-pisp', 'api_refused', ['TE04']],
    [
      'too many requests, where the bank counts them',
      textAnswer(429, ''),
      'open-payments-api',
      'api_refused',
      ['PS17', 'TE04'],
    ],
    [
      'an expired token in Open Payments’ own form',
      jsonAnswer(401, {
        tppMessages: [{ category: 'ERROR', code: 'TOKEN_EXPIRED', text: 'gone' }],
      }),
      'open-payments-api',
      'api_refused',
      ['RS04', 'PS07'],
    ],
    ['out of service', textAnswer(503, ''), 'bpce-aisp', 'api_refused', ['TE04']],
    ['a fault of the server', textAnswer(500, ''), 'bpce-aisp', 'api_refused', ['TE05']],
    ['a redirect', textAnswer(0, '', { redirected: true }), 'bpce-aisp', 'api_refused', ['TR01']],
    ['a wrong address', textAnswer(404, ''), 'bpce-aisp', 'api_refused', []],
  ])('%s', (_behaviour, answer, profile, outcome, ids) => {
    expect(explain(answer, profile)).toMatchObject({ outcome, ids });
  });

  it('tells 403 without an explanation as role or scope too', () => {
    const profile = { ...profileOf('bpce-aisp'), explanations: [] };
    const { findings } = explainApiAnswer(textAnswer(403, ''), profile);
    expect(findings).toMatchObject([{ id: 'RS05', severity: 'warn', facts: ['403', ''] }]);
  });

  it('does not apply what the profile says of token answers', () => {
    const explanations = [{ on: 'token' as const, status: 401, meaning: 'daily_limit' as const }];
    const profile = { ...profileOf('bpce-aisp'), explanations };
    const { findings } = explainApiAnswer(textAnswer(401, ''), profile);
    expect(findings.map(({ id }) => id)).toEqual(['RS04']);
  });
});

describe('the bank’s words', () => {
  it.each<[string, HttpAnswer, string]>([
    [
      'are its challenge',
      challenge(401, 'Bearer error="invalid_token"'),
      'Bearer error="invalid_token"',
    ],
    [
      'are the texts of its error',
      jsonAnswer(401, { error: 'invalid_token', message: 'expired', accounts: ['FAKE-iban'] }),
      'invalid_token · expired',
    ],
    [
      'are its first tppMessage',
      jsonAnswer(401, { tppMessages: [{ code: 'TOKEN_EXPIRED', text: 'gone' }, { code: 'X' }] }),
      'TOKEN_EXPIRED · gone',
    ],
    [
      'are its first Error',
      jsonAnswer(401, {
        Code: '401 Unauthorized',
        Errors: [{ ErrorCode: 'UK.OBIE.Token.Expired', Message: 'gone' }, { ErrorCode: 'X' }],
      }),
      '401 Unauthorized · UK.OBIE.Token.Expired · gone',
    ],
    ['are nothing when it said nothing', textAnswer(401, 'no JSON'), ''],
  ])('%s', (_which, answer, words) => {
    expect(explain(answer, 'oidc').findings[0]?.facts[0]).toBe(words);
  });
});

import { expect, it } from 'vitest';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../../fixtures/answers.ts';
import { testTable } from './table.ts';
import { judge, withTokens } from './token-answer.ts';

const fine = withTokens({});
const refused = (status: number, error: string, headers: [string, string][] = []) =>
  judge(
    jsonAnswer(status, { error }, { headers: [['Content-Type', 'application/json'], ...headers] }),
  );
const challenge = (text: string): [string, string][] => [['WWW-Authenticate', text]];

testTable('TE', 6, {
  TE01: {
    raised: [
      ['an error of the RFC', refused(400, 'invalid_grant')],
      ['an invented one', refused(400, 'BAD_DAY')],
    ],
    silent: [
      ['tokens', fine],
      ['a page', judge(pageAnswer(403))],
    ],
  },
  TE02: {
    raised: [
      ['a page', judge(pageAnswer(403))],
      ['SOAP', judge(textAnswer(400, '<soap:Envelope/>'))],
      ['plain text', judge(textAnswer(404, 'no such path'))],
      ['no body', judge(textAnswer(405, ''))],
      ['JSON of another kind', judge(jsonAnswer(415, { message: 'no' }))],
    ],
    silent: [
      ['an OAuth error', refused(400, 'invalid_grant')],
      ['too many requests', judge(textAnswer(429, ''))],
      ['a fault of the server', judge(pageAnswer(500))],
    ],
  },
  TE03: {
    raised: [
      ['a 401 without challenge', refused(401, 'invalid_client')],
      [
        'a challenge that says otherwise',
        refused(401, 'invalid_client', challenge('Bearer error="invalid_token"')),
      ],
    ],
    silent: [
      ['a challenge', refused(401, 'invalid_client', challenge('Basic realm="bank"'))],
      [
        'a challenge that says the same',
        refused(401, 'invalid_client', challenge('Basic realm="x", error="invalid_client"')),
      ],
      ['a 400', refused(400, 'invalid_client')],
    ],
  },
  TE04: {
    raised: [
      ['429', judge(textAnswer(429, ''))],
      ['503', judge(textAnswer(503, ''))],
    ],
    silent: [
      ['500', judge(textAnswer(500, ''))],
      ['tokens', fine],
    ],
  },
  TE05: {
    raised: [
      ['500', judge(pageAnswer(500))],
      ['502', judge(textAnswer(502, ''))],
    ],
    silent: [
      ['503', judge(textAnswer(503, ''))],
      ['400', refused(400, 'invalid_grant')],
    ],
  },
  TE06: {
    raised: [
      ['a nonce that is wanted', refused(400, 'use_dpop_nonce', [['DPoP-Nonce', 'FAKE']])],
      ['one that is not given', refused(400, 'use_dpop_nonce')],
    ],
    silent: [
      ['another error', refused(400, 'invalid_dpop_proof')],
      ['tokens with a next nonce', withTokens({}, {}, { headers: [['DPoP-Nonce', 'FAKE']] })],
    ],
  },
});

it.each([
  ['seconds', '120', '2026-11-21T12:02:00Z'],
  ['none', '0', '2026-11-21T12:00:00Z'],
  ['a date', 'Sat, 21 Nov 2026 13:00:00 GMT', '2026-11-21T13:00:00Z'],
  ['an older date', 'Saturday, 21-Nov-26 13:00:00 GMT', '2026-11-21T13:00:00Z'],
  ['the oldest date', 'Sat Nov 21 13:00:00 2026', '2026-11-21T13:00:00Z'],
  ['a word', 'soon', ''],
  ['less than none', '-5', ''],
  ['half a minute', '30.5', ''],
  ['a date of another kind', '2026-11-21T13:00:00Z', ''],
])('Retry-After as %s', (_what, value, until) => {
  const [finding] = judge(textAnswer(429, '', { headers: [['Retry-After', value]] }))();
  expect(finding).toMatchObject({ id: 'TE04', facts: ['429', value, until] });
});

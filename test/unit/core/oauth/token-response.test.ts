import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import {
  pageTitle,
  parseObject,
  readTokenAnswer,
  wholeSeconds,
} from '../../../../src/core/oauth/token-response.ts';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../fixtures/answers.ts';

const tokens = { access_token: 'FAKE-at', token_type: 'Bearer', expires_in: 3600 };

describe('reading a token answer', () => {
  it.each([
    ['reads tokens', jsonAnswer(200, tokens), { kind: 'tokens', members: tokens }],
    [
      'reads digits in quotes as seconds',
      jsonAnswer(200, { ...tokens, expires_in: '3600' }),
      { kind: 'tokens', members: { expires_in: 3600 } },
    ],
    [
      'leaves out members of a wrong type',
      jsonAnswer(200, { access_token: 'FAKE-at', token_type: 1, scope: '', expires_in: -1 }),
      { kind: 'tokens', members: { access_token: 'FAKE-at' } },
    ],
    [
      'reads an error with the bank’s words',
      jsonAnswer(400, { error: 'invalid_grant', error_description: 'gone' }),
      { kind: 'error', error: { error: 'invalid_grant', error_description: 'gone' } },
    ],
    ...[199, 300].map((status): [string, HttpAnswer, object] => [
      `takes no tokens that come with ${status}`,
      jsonAnswer(status, tokens),
      { kind: 'unexpected', json: tokens },
    ]),
    [
      'reads all that an error says',
      jsonAnswer(400, { error: 'a', error_description: 'b', error_uri: 'c' }),
      { kind: 'error', error: { error: 'a', error_description: 'b', error_uri: 'c' } },
    ],
    ['reads an error that comes with 200', jsonAnswer(200, { error: 'x' }), { kind: 'error' }],
    [
      'reads JSON under another content type',
      textAnswer(200, '{"access_token":"a"}'),
      { kind: 'tokens' },
    ],
    [
      'passes over a byte order mark',
      textAnswer(200, '\uFEFF{"access_token":"a"}'),
      { kind: 'tokens' },
    ],
    ['does not follow a redirect', textAnswer(0, '', { redirected: true }), { kind: 'redirected' }],
    ['expects no page', pageAnswer(403), { kind: 'unexpected', json: undefined }],
    ['expects no list', jsonAnswer(200, [tokens]), { kind: 'unexpected', json: undefined }],
    ['takes no tokens from a 400', jsonAnswer(400, tokens), { kind: 'unexpected', json: tokens }],
    ['takes no empty token', jsonAnswer(200, { access_token: '' }), { kind: 'unexpected' }],
    [
      'reads nothing from an answer that was cut',
      jsonAnswer(200, tokens, { cut: true }),
      { kind: 'unexpected', json: undefined },
    ],
  ])('%s', (_behaviour, answer, expected) => {
    expect(readTokenAnswer(answer)).toMatchObject(expected);
  });
});

it.each([
  [3600, 3600],
  ['3600', 3600],
  [0, undefined],
  ['0', undefined],
  [-1, undefined],
  [1.5, undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['', undefined],
  [null, undefined],
  [Number.NaN, undefined],
])('a lifetime of %j is %j seconds', (raw, seconds) => {
  expect(wholeSeconds(raw)).toBe(seconds);
});

it.each([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF{"a":"\uFEFF"}', { a: '\uFEFF' }],
  ['[1]', undefined],
  ['null', undefined],
  ['"a"', undefined],
  ['{', undefined],
  ['', undefined],
])('the object in %j is %j', (body, expected) => {
  expect(parseObject(body)).toEqual(expected);
});

it('takes how long a refresh token lives, by whichever name the bank has for it', () => {
  const body = { access_token: 'a', refresh_token: 'r', refresh_expires: '7776000' };
  const read = readTokenAnswer(jsonAnswer(200, body), { refresh_expires_in: 'refresh_expires' });
  expect(read).toMatchObject({ kind: 'tokens', members: { refresh_expires_in: 7_776_000 } });
});

it('names no member that is not there', () => {
  const read = readTokenAnswer(jsonAnswer(200, { access_token: 'a' }));
  expect(read).toStrictEqual({
    kind: 'tokens',
    members: { access_token: 'a' },
    json: { access_token: 'a' },
  });
  const refused = readTokenAnswer(jsonAnswer(400, { error: 'a' }));
  expect(refused).toStrictEqual({ kind: 'error', error: { error: 'a' }, json: { error: 'a' } });
});

it('does not let an answer set a prototype', () => {
  const json = parseObject('{"__proto__":{"access_token":"FAKE"}}');
  expect(json?.access_token).toBeUndefined();
  expect(Object.keys(json ?? {})).toEqual(['__proto__']);
});

it('reads the title of a page, and of a page only', () => {
  expect(pageTitle(pageAnswer(403, ' Access Denied '))).toBe('Access Denied');
  const html = { headers: [['content-type', 'text/html']] } satisfies Partial<HttpAnswer>;
  expect(pageTitle(textAnswer(403, '<TITLE lang="en">No</TITLE>', html))).toBe('No');
  expect(pageTitle(textAnswer(403, '<h1>No</h1>', html))).toBeUndefined();
  expect(pageTitle(textAnswer(403, '<title>Access Denied</title>'))).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { Cleaner } from '../../../../src/core/tokens/clean-text.ts';
import {
  findInText,
  findTokens,
  parametersOfForm,
} from '../../../../src/core/tokens/find-tokens.ts';
import { encodeText, fakeToken } from '../../../fixtures/tokens.ts';

const jwt = fakeToken({ alg: 'ES256' }, { sub: 'FAKE' });
const other = fakeToken({ alg: 'ES256' }, { sub: 'FAKE-other' });
const [header = '', payload = '', signature = ''] = jwt.split('.');
const found = (value: unknown) =>
  findTokens(value, new Cleaner()).tokens.map(({ name, token }) => [name, token]);

describe('tokens in data', () => {
  it.each([
    'access_token',
    'accessToken',
    'refresh_token',
    'id_token',
    'ID_TOKEN',
    'logout_token',
    'subject_token',
    'actor_token',
    'registration_access_token',
    'response',
    'request',
    'id_token_hint',
    'assertion',
    'client_assertion',
    'token',
    'dpop',
  ])('go by the name %s', (name) => {
    expect(found({ [name]: 'FAKE-opaque' })).toEqual([[name, 'FAKE-opaque']]);
  });

  it.each<[string, unknown]>([
    ['a name that only holds one', { my_access_token: 'FAKE-opaque', access_tokens: 'FAKE' }],
    ['an error code of JSON', { code: 'FAKE-opaque' }],
    ['an empty text', { access_token: '' }],
    ['a text with blanks', { access_token: 'not a token' }],
    ['an object in a text', { access_token: '{"a":1}' }],
    ['a number', { access_token: 7 }],
  ])('are none of %s', (_what, value) => {
    expect(found(value)).toEqual([]);
  });

  it.each<[string, unknown, string[][]]>([
    [
      'a list, each once',
      [jwt, other, jwt],
      [
        ['', jwt],
        ['', other],
      ],
    ],
    ['members, by any name', { a: { b: jwt } }, [['b', jwt]]],
    ['a list under a name', { id_token: [jwt] }, [['id_token', jwt]]],
    [
      'headers as HAR writes them',
      [{ name: 'Authorization', value: `Bearer ${jwt}` }],
      [['Authorization', jwt]],
    ],
    ['a code among parameters', [{ name: 'code', value: 'FAKE-code' }], [['code', 'FAKE-code']]],
    ['a scheme, in any case', { any: ' dpop FAKE-opaque ' }, [['any', 'FAKE-opaque']]],
    ['a URL', { url: `https://a.example/cb?x=1#id_token=${jwt}` }, [['id_token', jwt]]],
    ['a form', { text: 'access_token=FAKE-a&token_type=Bearer' }, [['access_token', 'FAKE-a']]],
    ['JSON in a text', { body: ` {"id_token":"${jwt}"}` }, [['id_token', jwt]]],
    ['a sentence', { text: `see ${jwt}, please` }, [['text', jwt]]],
    [
      'base64 as HAR has it',
      { encoding: 'base64', text: btoa(`{"id_token":"${jwt}"}`) },
      [['id_token', jwt]],
    ],
    ['the JSON serialization', { payload, protected: header, signature }, [['', jwt]]],
    [
      'signatures in a list',
      { id_token: { payload, signatures: [{ protected: header, signature }, {}] } },
      [['id_token', jwt]],
    ],
  ])('are in %s', (_what, value, expected) => {
    expect(found(value).map(([name, token]) => [name, token])).toEqual(expected);
  });

  it('are looked for four texts deep', () => {
    const inTexts = (depth: number) => {
      let value: unknown = { id_token: jwt };
      for (let at = 0; at < depth; at += 1) value = { body: JSON.stringify(value) };
      return value;
    };
    expect(found(inTexts(4))).toEqual([['id_token', jwt]]);
    expect(found(inTexts(5))).toEqual([]);
  });

  it('are a hundred at most', () => {
    const many = Array.from({ length: 120 }, (_none, at) => ({ access_token: `FAKE-${at}` }));
    expect(found(many)).toHaveLength(100);
  });

  it('are told apart from Basic credentials', () => {
    const value = [{ name: 'Authorization', value: `BASIC ${encodeText('id:FAKE')}` }];
    expect(findTokens(value, new Cleaner())).toEqual({
      tokens: [],
      credentials: [{ user: 'id', secretLength: 4 }],
    });
  });
});

it.each([
  [
    'a=1&b=2',
    [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
  ],
  [
    '?a=1&b=2',
    [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
  ],
  ['#code=FAKE==', [{ name: 'code', value: 'FAKE==' }]],
  ['a=1', undefined],
  ['a=1&b=<c>', undefined],
  ['a=1 &b=2', undefined],
  ['see a=1&b=2', undefined],
  ['=1&b=2', undefined],
])('the form %j holds %j', (text, parameters) => {
  expect(parametersOfForm(text)).toEqual(parameters);
});

describe('tokens in a text of no form', () => {
  const inText = (text: string) =>
    findInText(text, new Cleaner()).tokens.map(({ name, token }) => [name, token]);

  it.each([
    [`id_token: ${jwt}.`, [['id_token', jwt]]],
    [
      `access_token="FAKE-opaque" and ${jwt}`,
      [
        ['access_token', 'FAKE-opaque'],
        ['', jwt],
      ],
    ],
    [`${jwt} then ${jwt}`, [['', jwt]]],
    ['Bearer FAKE-opaque', [['', 'FAKE-opaque']]],
    [`Refresh_Token = FAKE-opaque==`, [['refresh_token', 'FAKE-opaque==']]],
    ['access_token: short', []],
    ['no token at all', []],
  ])('%s', (text, expected) => {
    expect(inText(text)).toEqual(expected);
  });

  it('may have credentials beside them', () => {
    const text = `curl: Basic ${encodeText('id:FAKE')} and Basics ${encodeText('no:no')}`;
    expect(findInText(text, new Cleaner()).credentials).toEqual([{ user: 'id', secretLength: 4 }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { AuthorizationResponse } from '../../../../src/core/oauth/authorization-response.ts';
import { openResponse } from '../../../../src/core/oauth/signed-response.ts';
import { encodeText, fakeToken } from '../../../fixtures/tokens.ts';

const landedOn = 'https://tpp.example/cb';
const parametersOf = (members: Record<string, string>) =>
  Object.entries(members).map(([name, value]) => ({ name, value }));
const answerWith = (
  query: Record<string, string>,
  more: Partial<AuthorizationResponse> = {},
): AuthorizationResponse => ({ landedOn, query: parametersOf(query), fragment: [], ...more });

const jwt = fakeToken({ alg: 'PS256' }, { iss: 'https://bank.example', code: 'FAKE', state: 's' });
const inside = parametersOf({ iss: 'https://bank.example', code: 'FAKE', state: 's' });

describe('an answer in a JWT', () => {
  it.each(['query', 'fragment', 'form'] as const)('stands open in its %s', (place) => {
    const parameters = parametersOf({ response: jwt });
    expect(openResponse(answerWith({}, { [place]: parameters }))).toEqual({
      landedOn,
      query: [],
      fragment: [],
      [place]: inside,
      jwt,
    });
  });

  it('counts for what came beside it, but for the redirect URI’s own query', () => {
    const beside = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'];
    const query = {
      own: '1',
      ...Object.fromEntries(beside.map((name) => [name, 'of a stranger'])),
      response: jwt,
    };
    expect(openResponse(answerWith(query)).query).toEqual([{ name: 'own', value: '1' }, ...inside]);
  });

  it.each<[string, unknown, object]>([
    [
      'numbers, lists and objects',
      { exp: 1, aud: ['c'], a: {}, b: null, code: 'FAKE' },
      { code: 'FAKE' },
    ],
    ['another one inside', { response: jwt, state: 's' }, { state: 's' }],
  ])('has texts for parameters, not %s', (_what, claims, expected) => {
    const response = fakeToken({ alg: 'PS256' }, claims as object);
    expect(openResponse(answerWith({ response })).query).toEqual(
      parametersOf(expected as Record<string, string>),
    );
  });

  it('is read as UTF-8, in the letters of base64url', () => {
    const response = fakeToken({ alg: 'PS256' }, { error_description: 'Refusé ÿÿ>>>???' });
    expect(response).toMatch(/[-_]/);
    expect(openResponse(answerWith({ response })).query).toEqual([
      { name: 'error_description', value: 'Refusé ÿÿ>>>???' },
    ]);
  });

  it.each([
    ['is no JWT', 'FAKE'],
    ['has two parts', jwt.split('.').slice(0, 2).join('.')],
    ['has four parts', `${jwt}.more`],
    ['is encrypted', `${jwt}.more.parts`],
    ['claims a text', `${encodeText('{"alg":"PS256"}')}.${encodeText('"code"')}.x`],
    ['claims nothing', `${encodeText('{"alg":"PS256"}')}.${encodeText('null')}.x`],
    ['is no JSON', `${encodeText('{"alg":"PS256"}')}.${encodeText('{')}.x`],
  ])('stays as it is where it %s, and nothing beside it counts', (_what, response) => {
    expect(openResponse(answerWith({ response, code: 'of a stranger' }))).toEqual({
      ...answerWith({ response }),
      jwt: response,
    });
  });
});

describe('any other answer stays as it is', () => {
  it.each<[string, AuthorizationResponse]>([
    ['a plain one', answerWith({ code: 'FAKE', state: 's' })],
    ['an empty one', answerWith({ response: '', code: 'FAKE' })],
    [
      'one with two JWTs',
      answerWith({ response: jwt }, { fragment: parametersOf({ response: jwt }) }),
    ],
    [
      'one that was opened before',
      { ...answerWith({ response: jwt }), jwt } as AuthorizationResponse,
    ],
  ])('%s', (_what, answer) => {
    expect(openResponse(answer)).toBe(answer);
  });
});

import { describe, expect, it } from 'vitest';
import { readBasic } from '../../../../src/core/tokens/basic-credentials.ts';
import { decodeAnyToken } from '../../../../src/core/tokens/sd-jwt.ts';
import { encodeText, fakeToken } from '../../../fixtures/tokens.ts';

const jwt = fakeToken({ alg: 'ES256', typ: 'dc+sd-jwt' }, { _sd: [] });
const disclose = (...parts: unknown[]) => encodeText(JSON.stringify(parts));
const named = disclose('salt', 'given_name', 'Jeanne');
const keyBinding = fakeToken({ alg: 'ES256', typ: 'kb+jwt' }, { nonce: 'n' });

/** Names of the parts behind the JWT, each with its text and its fault. */
function partsBehind(token: string) {
  const { decoded } = decodeAnyToken(token);
  const parts = decoded.kind === 'jwt' ? decoded.parts.slice(3) : [];
  return parts.map(({ name, start, end, fault }) => [name, token.slice(start, end), fault?.kind]);
}

describe('an SD-JWT', () => {
  it('is a JWT with disclosures behind it, and a key binding', () => {
    const token = `${jwt}~${named}~${keyBinding}`;
    expect(decodeAnyToken(token).sd).toEqual({
      disclosures: [
        { text: named, content: { salt: 'salt', name: 'given_name', value: 'Jeanne' } },
      ],
      keyBinding,
    });
    expect(partsBehind(token)).toEqual([
      ['disclosure', named, undefined],
      ['key_binding', keyBinding, undefined],
    ]);
  });

  it('needs neither', () => {
    expect(decodeAnyToken(`${jwt}~`).sd).toEqual({ disclosures: [] });
    expect(decodeAnyToken(jwt)).not.toHaveProperty('sd');
    expect(partsBehind(`${jwt}~`)).toEqual([]);
  });

  it.each([
    ['an element of a list', disclose('salt', 1), { salt: 'salt', value: 1 }],
    ['a value that is null', disclose('salt', 'a', null), { salt: 'salt', name: 'a', value: null }],
  ])('shows %s', (_what, text, content) => {
    expect(decodeAnyToken(`${jwt}~${text}~`).sd?.disclosures).toEqual([{ text, content }]);
  });

  it.each([
    ['nothing', '', 'not_json'],
    ['no base64url', 'a+b', 'base64url'],
    ['no JSON', encodeText('['), 'not_json'],
    ['no list', encodeText('{}'), 'not_json'],
    ['no UTF-8', '_w', 'not_json'],
    ['a salt that is no text', disclose(1, 'a', 'b'), 'not_json'],
    ['a name that is no text', disclose('salt', 1, 'b'), 'not_json'],
    ['more than three', disclose('salt', 'a', 'b', 'c'), 'not_json'],
  ])('with %s for a disclosure says so', (_what, text, fault) => {
    expect(partsBehind(`${jwt}~${text}~`)).toEqual([['disclosure', text, fault]]);
    expect(decodeAnyToken(`${jwt}~${text}~`).sd?.disclosures).toEqual([{ text }]);
  });

  it('has no more than 300 disclosures read, the rest in one part', () => {
    const whole = (count: number) => `${jwt}~${`${named}~`.repeat(count)}`;
    expect(partsBehind(whole(300))).toHaveLength(300);
    expect(partsBehind(whole(302)).slice(300)).toEqual([
      ['disclosure', `${named}~${named}`, undefined],
    ]);
    expect(decodeAnyToken(whole(302)).sd?.disclosures).toHaveLength(300);
  });

  it('is none where its first part is none', () => {
    expect(decodeAnyToken('FAKE~opaque')).toEqual({ decoded: { kind: 'opaque', length: 11 } });
  });
});

it.each([
  ['id:FAKE-pass', [{ user: 'id', secretLength: 9 }]],
  ['id:a:b', [{ user: 'id', secretLength: 3 }]],
  ['id:', [{ user: 'id', secretLength: 0 }]],
  [':a', [{ user: '', secretLength: 1 }]],
  ['id', []],
])('Basic credentials of %j are %j', (text, expected) => {
  expect(readBasic(encodeText(text))).toEqual(expected);
});

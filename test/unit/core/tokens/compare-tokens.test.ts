import { expect, it } from 'vitest';
import { compareTokens } from '../../../../src/core/tokens/compare-tokens.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { findMembers, valueText } from '../../../../src/core/tokens/search-claims.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const decoded = (claims: object, header: object = { alg: 'ES256' }) =>
  decodeToken(fakeToken(header, claims));

it('tells what was added, removed and changed, header first', () => {
  const before = decoded(
    { sub: 'a', exp: 1, cnf: { jkt: 'x', a: [1] } },
    { alg: 'ES256', kid: '1' },
  );
  const after = decoded(
    { exp: 2, cnf: { a: [1], jkt: 'x' }, scope: 'aisp' },
    { alg: 'PS256', kid: '1' },
  );
  expect(compareTokens(before, after)).toEqual([
    { place: 'header', name: 'alg', kind: 'changed', before: 'ES256', after: 'PS256' },
    { place: 'claims', name: 'sub', kind: 'removed', before: 'a' },
    { place: 'claims', name: 'exp', kind: 'changed', before: 1, after: 2 },
    { place: 'claims', name: 'scope', kind: 'added', after: 'aisp' },
  ]);
});

it.each([
  ['a list and an object', { a: [1] }, { a: { 0: 1 } }],
  ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
  ['null and nothing in it', { a: null }, { a: {} }],
  ['a number and its text', { a: 1 }, { a: '1' }],
  ['a name that every object has', { a: { toString: 1 } }, { a: { other: 1 } }],
])('tells %s apart', (_what, one, other) => {
  expect(compareTokens(decoded(one), decoded(other))).toMatchObject([{ kind: 'changed' }]);
});

it('finds nothing between equal tokens, and says nothing of what it cannot read', () => {
  expect(compareTokens(decoded({ a: 1 }), decoded({ a: 1 }))).toEqual([]);
  expect(compareTokens(decoded({}), decodeToken('FAKE-opaque'))).toBeUndefined();
});

it.each([
  ['name', 'SC', ['scope']],
  ['value', 'aisp', ['scope']],
  ['inner name', 'jkt', ['cnf']],
  ['nothing', '  ', ['sub', 'scope', 'cnf']],
  ['what is not there', 'xyz', []],
  ['text with blanks around it', ' Sub ', ['sub']],
])('finds members by %s', (_how, query, names) => {
  const members = { sub: 'a', scope: 'AISP', cnf: { jkt: 'b' } };
  expect(findMembers(members, query).map(([name]) => name)).toEqual(names);
});

it.each<[string, unknown, boolean]>([
  ['what is short', { a: 'x'.repeat(31) }, false],
  ['what is longer', { a: 'x'.repeat(32) }, true],
  ['what is not yet large', { a: 'x'.repeat(4992) }, true],
  ['what is large', { a: 'x'.repeat(4993) }, false],
])('%s has line breaks or none', (_what, value, hasBreaks) => {
  expect(valueText(value).includes('\n')).toBe(hasBreaks);
  expect(JSON.parse(valueText(value))).toEqual(value);
});

it('compares encrypted tokens by their headers', () => {
  const jwe = (kid: string) =>
    decodeToken(`${fakeToken({ alg: 'dir', enc: 'A256GCM', kid }, {}).split('.')[0]}..aa.aa.aa`);
  expect(compareTokens(jwe('1'), jwe('2'))).toMatchObject([{ place: 'header', name: 'kid' }]);
  expect(compareTokens(jwe('1'), decoded({ sub: 'a' }))).toContainEqual({
    place: 'claims',
    name: 'sub',
    kind: 'added',
    after: 'a',
  });
});

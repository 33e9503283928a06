import { describe, expect, it } from 'vitest';
import { memberAt, readCaptures } from '../../../../src/core/oauth/read-captures.ts';
import { jsonAnswer, textAnswer } from '../../../fixtures/answers.ts';

const body = (path: string) => ({ name: 'id', from: 'body', label: 'Id', path }) as const;
const found = (value: string) => ({ values: { id: value }, missing: [] });
const missing = (path: string) => ({ values: {}, missing: [body(path)] });

describe('what a step takes from an answer', () => {
  it.each<[string, string, unknown, unknown]>([
    ['a text', 'a', { a: 'x' }, found('x')],
    ['a number as a text', 'a.0', { a: [7] }, found('7')],
    ['nothing of an empty text', 'a', { a: '' }, missing('a')],
    ['nothing of a condition', 'a', { a: true }, missing('a')],
    ['nothing of an object', 'a', { a: {} }, missing('a')],
    ['nothing where the member is not', 'a.b', { a: {} }, missing('a.b')],
  ])('is %s', (_what, path, members, expected) => {
    expect(readCaptures([body(path)], jsonAnswer(200, members as object))).toEqual(expected);
  });

  it('is a header, whatever the body', () => {
    const capture = { name: 'id', from: 'header', label: 'Id', path: 'location' } as const;
    const answer = textAnswer(201, 'no JSON', { headers: [['Location', '/consents/1']] });
    expect(readCaptures([capture], answer)).toEqual(found('/consents/1'));
    expect(readCaptures([body('a')], answer)).toEqual(missing('a'));
  });

  it.each([
    ['a byte order mark before the body', '\uFEFF{"a":"x"}', 'x'],
    ['one inside a text, where it belongs', '{"a":"x\uFEFF"}', 'x\uFEFF'],
  ])('minds %s', (_what, text, value) => {
    expect(readCaptures([body('a')], textAnswer(200, text))).toEqual(found(value));
  });
});

it.each<[string, unknown, unknown]>([
  ['a.b', { a: { b: 1 } }, 1],
  ['a.1', { a: [1, 2] }, 2],
  ['a.b', { a: null }, undefined],
  ['a.length', { a: 'text' }, undefined],
  ['toString', {}, undefined],
  ['a', undefined, undefined],
])('the member at %s of %j is %j', (path, value, member) => {
  expect(memberAt(value, path)).toBe(member);
});

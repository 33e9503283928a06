import { expect, it } from 'vitest';
import { jsonBody, type TypedParameter } from '../../../../src/core/oauth/json-body.ts';

const one = (value: string, as?: TypedParameter['as']): TypedParameter[] => [
  { name: 'a', value, as },
];
const named = (...pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }));

it.each<[string, TypedParameter[], unknown]>([
  ['a text', one('1'), { a: '1' }],
  ['a whole number', one('-12', 'number'), { a: -12 }],
  ['a number', one('12.50', 'number'), { a: 12.5 }],
  ['a text for what only begins like a number', one('12 EUR', 'number'), { a: '12 EUR' }],
  ['a text for what only ends like a number', one('EUR 12', 'number'), { a: 'EUR 12' }],
  ['a text for half a number', one('12.', 'number'), { a: '12.' }],
  [
    'a text for a number that would lose digits',
    one('1234567890123456', 'number'),
    { a: '1234567890123456' },
  ],
  ['true', one('true', 'boolean'), { a: true }],
  ['false', one('false', 'boolean'), { a: false }],
  ['a text for what is neither', one('yes', 'boolean'), { a: 'yes' }],
  ['a list of words', one(' read  write ', 'list'), { a: ['read', 'write'] }],
  ['an empty list', one('', 'list'), { a: [] }],
  ['JSON', one('{"b":[{"c":null}]}', 'json'), { a: { b: [{ c: null }] } }],
  ['a text for what is no JSON', one('{', 'json'), { a: '{' }],
  ['an object by dots', named(['a.b', '1'], ['a.c', '2']), { a: { b: '1', c: '2' } }],
  ['a list by steps', named(['a.0.b', '1'], ['a.1.b', '2']), { a: [{ b: '1' }, { b: '2' }] }],
  [
    'an object where steps are not counted from 0',
    named(['a.1', '1'], ['a.2', '2']),
    { a: { 1: '1', 2: '2' } },
  ],
  [
    'an object where not all are steps',
    named(['a.0', '1'], ['a.b', '2']),
    { a: { 0: '1', b: '2' } },
  ],
  [
    'a list of what stands twice',
    named(['a', '1'], ['b', '2'], ['a', '3']),
    { a: ['1', '3'], b: '2' },
  ],
  ['an object in place of a text before it', named(['a', '1'], ['a.b', '2']), { a: { b: '2' } }],
])('writes %s', (_what, parameters, body) => {
  expect(JSON.parse(jsonBody(parameters))).toEqual(body);
});

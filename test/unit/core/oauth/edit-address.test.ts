import { expect, it } from 'vitest';
import { editAddress } from '../../../../src/core/oauth/edit-address.ts';

const BASE = 'https://bank.example/authorize';

it.each<[string, string, Record<string, string | null>, string]>([
  ['has no query', '', { a: 'x' }, ''],
  ['has an empty query', '?', { a: 'x' }, ''],
  ['loses its fragment', '?a=1#top', {}, '?a=1'],
  ['keeps what is not changed as it is written', '?b=%7e+1&&c', { a: 'x' }, '?b=%7e+1&&c'],
  ['has another value', '?a=1&b=2', { a: 'x y' }, '?a=x%20y&b=2'],
  ['keeps the name as it is written', '?%61=1', { a: '2' }, '?%61=2'],
  ['loses a parameter', '?a=1&b=2', { a: null }, '?b=2'],
  ['loses its last parameter', '?a=1', { a: null }, ''],
  ['keeps a question mark in a value', '?a=1&b=2?3', { a: '4' }, '?a=4&b=2?3'],
])('an address that %s', (_what, query, edits, expected) => {
  expect(editAddress(`${BASE}${query}`, edits)).toBe(`${BASE}${expected}`);
});

import { expect, it } from 'vitest';
import type { Source } from '../../../../src/core/banks/bank-profile.ts';
import { profileSource } from '../../../../src/core/lint/profile-source.ts';

const source = (title: string, supports?: string[], url?: string): Source => ({
  title,
  confidence: 'documented',
  ...(supports ? { supports } : {}),
  ...(url ? { url } : {}),
});

it.each<[string, Source[], string, string | undefined]>([
  [
    'the source of the longest way',
    [source('a', ['scope']), source('b', ['scope.grantFor'])],
    'scope.grantFor',
    'b',
  ],
  [
    'the source of a shorter way',
    [source('a', ['lifetimes']), source('b', ['scope'])],
    'scope.grantFor',
    'b',
  ],
  ['whole names only', [source('a', ['scope.grant']), source('b')], 'scope.grantFor', 'b'],
  ['the source of the rest', [source('a', ['lifetimes']), source('b')], 'scope', 'b'],
  ['the first source of the rest', [source('a'), source('b')], 'scope', 'a'],
  [
    'the address behind the title',
    [source('a', undefined, 'https://bank.example')],
    'scope',
    'a (https://bank.example)',
  ],
  ['nothing where no source tells the part', [source('a', ['lifetimes'])], 'scope', undefined],
])('gives %s', (_what, sources, path, expected) => {
  expect(profileSource({ sources }, path)).toBe(expected);
});

it('gives nothing for a bank that nobody knows', () => {
  expect(profileSource(undefined, 'scope')).toBeUndefined();
});

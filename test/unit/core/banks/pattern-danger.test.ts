import { expect, it } from 'vitest';
import { fitsPattern, isDangerousPattern } from '../../../../src/core/banks/pattern-danger.ts';
import { profileIds, resolveProfile } from '../../../../src/core/banks/resolve-profile.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

it.each([
  '^(a+)+$',
  '((a+))+',
  '((a+)b?)*',
  '(a|aa)+',
  '(?:a*)*',
  '(?<x>a?){2,}',
  '(a{1,9}){9}',
  '([ab]+,)*',
  String.raw`(a)\1`,
  String.raw`(?<x>a)\k<x>`,
  'a*a*a*a*a*a*b',
  '.*.*.*.*.*#',
  '.*a.*b.*#',
  'a{0,99}b{0,99}c{0,99}#',
  'a?a?a?a?a?a?aaaaaa',
  '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b',
])('%s may run without end', (pattern) => {
  expect(isDangerousPattern(pattern)).toBe(true);
});

it.each([
  '',
  String.raw`^(\d?PSD|AGT)[A-Z]{2}-[A-Z]{2,8}-.+$`,
  String.raw`\d{1,5}`,
  'https?://\\S+',
  '[(*+]+',
  String.raw`\(+\)`,
  '(abc)+',
  '[A-Z]{2}(,[A-Z]{2}){0,20}',
  '.*@.*',
  'a|b|c|d|e|f|g|h',
  '(a|b)?',
  '([a-f0-9]{4}-){3}',
  '(',
  ')',
])('%s may not', (pattern) => {
  expect(isDangerousPattern(pattern)).toBe(false);
});

it('runs no pattern on a text that is longer than any id', () => {
  expect(fitsPattern('a'.repeat(512), '^a+$')).toBe(true);
  expect(fitsPattern('a'.repeat(513), '^a+$')).toBe(false);
});

it('finds nothing in the shipped profiles', () => {
  const patterns = profileIds(catalogue).flatMap((id) => {
    const resolved = resolveProfile(id, catalogue);
    if (!resolved.ok) return [];
    const { clientId, variables } = resolved.value;
    return [clientId, ...Object.values(variables)].map(({ pattern = '' }) => pattern);
  });
  expect(patterns.filter(isDangerousPattern)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../../src/core/banks/check-template.ts';
import {
  fillKnownPlaces,
  fillTemplate,
  missingNames,
  templateNames,
} from '../../../../src/core/banks/template.ts';
import { templatePattern } from '../../../../src/core/banks/template-pattern.ts';

it('lists the names of a template once each, in order', () => {
  expect(templateNames('https://{b}.example/{a}/{b}')).toEqual(['b', 'a']);
});

it('leaves a name without a value empty', () => {
  expect(fillTemplate('x{a}y{b}z', { a: '1' })).toBe('x1yz');
});

it('fills values as they are, even when they look like a template', () => {
  expect(fillTemplate('{a}', { a: '{b}$1', b: 'no' })).toBe('{b}$1');
});

describe('a template that can never be filled', () => {
  const known = new Set(['a']);
  it.each([
    ['has a stray brace', '{a}{', { kind: 'stray_brace', name: '{' }],
    ['has a brace without a name', '{}', { kind: 'stray_brace', name: '{' }],
    ['has an unknown name', '{a}{c}', { kind: 'unknown_name', name: 'c' }],
  ])('%s', (_fault, template, error) => {
    expect(checkTemplate(template, known)).toEqual({ ok: false, error });
  });

  it('is told from a sound one', () => {
    expect(checkTemplate('https://{a}.example', known)).toEqual({ ok: true, value: undefined });
  });
});

it('keeps the places that have no value, when only known ones are filled', () => {
  expect(fillKnownPlaces('AIS:{consentId} {a}{b}', { a: '1', b: '' })).toBe('AIS:{consentId} 1{b}');
});

it('lists the names that have no value, or an empty one', () => {
  expect(missingNames('{a}{b}{c}{a}', { a: '1', b: '' })).toEqual(['b', 'c']);
});

it('takes no value from what every object has', () => {
  expect(fillTemplate('{toString}{constructor}', {})).toBe('');
  expect(missingNames('{toString}', {})).toEqual(['toString']);
});

describe('the pattern of a template', () => {
  it.each([
    ['what its places become', 'AIS:abc', { consentId: 'abc' }],
    ['nothing that a place cannot hold', 'AIS:a b', undefined],
    ['nothing but the whole text', 'xAIS:abc', undefined],
  ])('finds %s', (_what, text, groups) => {
    const found = templatePattern('AIS:{consentId}', '\\S+').exec(text)?.groups;
    expect(found && { ...found }).toEqual(groups);
  });

  it('wants the same text for a name that stands twice', () => {
    const pattern = templatePattern('{a}-{a}', '\\w+');
    expect(pattern.test('x-x')).toBe(true);
    expect(pattern.test('x-y')).toBe(false);
  });

  it('finds nothing where it could take without end', () => {
    expect(templatePattern('{a}{b}{c}', '.+').test('xyz')).toBe(true);
    expect(templatePattern('{a}{b}{c}{d}', '.+').test('wxyz')).toBe(false);
    expect(templatePattern('{a}#', '.+').test(`${'x'.repeat(2048)}#`)).toBe(false);
  });

  it('takes what else stands there literally', () => {
    const pattern = templatePattern('a.b(c)[{x}]*', '\\w');
    expect(pattern.test('a.b(c)[1]*')).toBe(true);
    expect(pattern.test('aXb(c)[1]*')).toBe(false);
  });
});

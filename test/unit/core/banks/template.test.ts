import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate, templateNames } from '../../../../src/core/banks/template.ts';

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

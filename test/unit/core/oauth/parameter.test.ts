import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeForm,
  encodeParameters,
  type Parameter,
  parseParameters,
  repeatedNames,
  valuesOf,
} from '../../../../src/core/oauth/parameter.ts';

const parameters = fc.array(
  fc.record({ name: fc.string({ unit: 'grapheme' }), value: fc.string({ unit: 'grapheme' }) }),
);

const encodeQuery = (list: Parameter[]) => encodeParameters(list, 'percent');

describe('writing and reading', () => {
  it('gives every list of parameters back, as a form and as a query', () => {
    fc.assert(
      fc.property(parameters, (list) => {
        expect(parseParameters(encodeForm(list))).toEqual(list);
        expect(parseParameters(encodeQuery(list))).toEqual(list);
      }),
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Array.isArray(parseParameters(text))).toBe(true);
      }),
    );
  });

  it.each([
    ['a blank is + in a form', encodeForm, 'scope=a+b'],
    ['a blank is %20 in a query', encodeQuery, 'scope=a%20b'],
  ])('%s', (_behaviour, encode, expected) => {
    expect(encode([{ name: 'scope', value: 'a b' }])).toBe(expected);
  });

  it('keeps a real plus apart from a blank', () => {
    expect(encodeQuery([{ name: 'v', value: 'a+b c' }])).toBe('v=a%2Bb%20c');
  });

  it('writes the characters that RFC 6749 App. B prints', () => {
    expect(encodeForm([{ name: 'v', value: ' %&+£€' }])).toBe('v=+%25%26%2B%C2%A3%E2%82%AC');
  });
});

describe('looking things up', () => {
  const list = parseParameters('a=1&b=2&a=3&c&c=');

  it('gives all values of a name in order', () => {
    expect(valuesOf(list, 'a')).toEqual(['1', '3']);
    expect(valuesOf(list, 'z')).toEqual([]);
  });

  it('names what stands more than once, each once', () => {
    expect(repeatedNames(list)).toEqual(['a', 'c']);
  });
});

import { describe, expect, it } from 'vitest';
import {
  Cleaner,
  cleanText,
  type Removal,
  withoutBackslashes,
  withoutPercents,
} from '../../../../src/core/tokens/clean-text.ts';

type Change = (text: string, cleaner: Cleaner) => string;

function cleaned(change: Change, text: string): [string, ...[Removal['kind'], number][]] {
  const cleaner = new Cleaner();
  const plain = change(text, cleaner);
  return [
    plain,
    ...cleaner.removals.map(({ kind, count }) => [kind, count] as [typeof kind, number]),
  ];
}

describe('what no token, header, URL or JSON has goes', () => {
  it.each<[string, ...ReturnType<typeof cleaned>]>([
    ['plain text', 'plain text'],
    ['\uFEFFa\uFEFF', 'a', ['byte_order_mark', 2]],
    ['a\u200Bb\u200Fc\u202Ad\u202Ee\u2060f\u2069g', 'abcdefg', ['zero_width', 6]],
    ['a\u2010\u202F', 'a\u2010 ', ['no_break_space', 1]],
    ['a\u00ADb', 'ab', ['soft_hyphen', 1]],
    ['a\u00A0b\u2007c', 'a b c', ['no_break_space', 2]],
    ['\x1b[1;31ma\x1b[0m\x1b[?25lb', 'ab', ['terminal_codes', 3]],
    ['\x1b]a', '\x1b]a'],
    ['> a\n>> b\n> > c\n\t> d', 'a\nb\nc\nd', ['mail_quote_marks', 4]],
    ['a > b', 'a > b'],
    ['“a” „b‟ «c»', '"a" "b" "c"', ['smart_quotes', 6]],
    ['‘a’ ‚b‛ “', `'a' 'b' "`, ['smart_quotes', 5]],
    ['ab=\r\ncd=\nef', 'abcdef', ['quoted_printable', 2]],
    ['ab=\n cd', 'ab=\n cd'],
    ['"ab"=\ncd', '"ab"=\ncd'],
    ['a=3Db', 'a=3Db'],
    ['a=3Deyb', 'a=eyb', ['quoted_printable', 1]],
    ['a=3Db=\nc', 'a=bc', ['quoted_printable', 2]],
  ])('%j becomes %j', (text, ...expected) => {
    expect(cleaned(cleanText, text)).toEqual(expected);
  });
});

describe('backslashes of a string in a string go', () => {
  it.each<[string, ...ReturnType<typeof cleaned>]>([
    ['{"a":1}', '{"a":1}'],
    [String.raw`{\"a\":1}`, '{"a":1}', ['backslashes', 2]],
    [String.raw`"{\"a\":\"b\\c\"}"`, String.raw`{"a":"b\c"}`, ['backslashes', 5]],
    [String.raw`{\n\t\"a\"\r:1}`, '{\n\t"a"\r:1}', ['backslashes', 5]],
    [String.raw`[\"a\"]`, '["a"]', ['backslashes', 2]],
    [String.raw`{\\\"a\\\":1}`, '{"a":1}', ['backslashes', 6]],
    [String.raw`a {\"a\":1}`, String.raw`a {\"a\":1}`],
    [String.raw`{\x}`, String.raw`{\x}`],
  ])('%j becomes %j', (text, ...expected) => {
    expect(cleaned(withoutBackslashes, text)).toEqual(expected);
  });

  it('three strings deep, and no deeper', () => {
    let text = '{"a":1}';
    const wrap = () => JSON.stringify(text);
    for (let depth = 0; depth < 3; depth += 1) text = wrap();
    expect(cleaned(withoutBackslashes, text)[0]).toBe('{"a":1}');
    text = wrap();
    expect(cleaned(withoutBackslashes, text)[0]).not.toBe('{"a":1}');
  });
});

describe('percents of a whole text go', () => {
  it.each<[string, ...ReturnType<typeof cleaned>]>([
    ['a%2Eb%7ec', 'a.b~c', ['percent_encoding', 2]],
    ['a.b', 'a.b'],
    ['a%2', 'a%2'],
    ['a%ZZ', 'a%ZZ'],
    ['a%2E%', 'a%2E%'],
    ['https://a%2Eb', 'https://a%2Eb'],
    ['a%2Eb/c', 'a%2Eb/c'],
    ['%FF', '%FF'],
  ])('%j becomes %j', (text, ...expected) => {
    expect(cleaned(withoutPercents, text)).toEqual(expected);
  });
});

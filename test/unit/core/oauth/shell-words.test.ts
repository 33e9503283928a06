import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../../../src/core/oauth/shell-words.ts';

function words(text: string): string[] | string {
  const split = splitCommand(text);
  return split.ok ? split.value.map((word) => word.text) : split.error;
}

describe('a command of bash', () => {
  it.each<[string, string, string[]]>([
    ['is cut at blanks', ' a  b\tc\n', ['a', 'b', 'c']],
    ['keeps blanks in quotes', `a 'b c' "d e"`, ['a', 'b c', 'd e']],
    ['joins what touches', `a'b'"c"d`, ['abcd']],
    ['has nothing special in single quotes', `'a\\n$b"'`, ['a\\n$b"']],
    ['has escapes in double quotes', String.raw`"a\"b\\c\$d\e"`, [String.raw`a"b\c$d\e`]],
    ['has escapes outside of quotes', String.raw`a\ b\'c\"`, [`a b'c"`]],
    ['has an apostrophe as people write it', String.raw`'it'\''s'`, [`it's`]],
    ['goes on behind a line end', 'a \\\n  b \\\r\n c', ['a', 'b', 'c']],
    ['goes on in a word', 'ab\\\ncd', ['abcd']],
    ['goes on though a blank follows the backslash', 'a \\  \n b', ['a', 'b']],
    [
      'went through something that made line ends blanks',
      'a \\ -b c \\ -d',
      ['a', '-b', 'c', '-d'],
    ],
    ['may end with a backslash', 'a \\', ['a']],
    ['has ANSI quotes', String.raw`$'a\'b\n\x41\u00e9\101'`, [`a'b\nAéA`]],
    [
      'has ANSI escapes of every kind',
      String.raw`$'\t\r\0\U0001F600\x4\7|'`,
      ['\t\r\0\u{1F600}\u0004\u0007|'],
    ],
    ['has no letter beyond the last', String.raw`$'\U00110000\U0010ffff'`, ['\uFFFD\u{10FFFF}']],
    ['goes on in double quotes', 'a "b\\\nc"', ['a', 'bc']],
    ['has a line end with a backslash in ANSI quotes', "$'a\\\nb'", ['a\nb']],
    ['goes on behind several blanks', 'a \\   -b', ['a', '-b']],
    ['has dashes as they are in a word and in quotes', 'a–b "–c"', ['a–b', '–c']],
    ['has comments', '# get a token\ncurl a#b # end', ['curl', 'a#b']],
    ['may have an empty word', `a '' ""`, ['a', '', '']],
    [
      'runs nothing',
      'a $(rm -rf x) `id` $HOME "$A"',
      ['a', '$(rm', '-rf', 'x)', '`id`', '$HOME', '$A'],
    ],
    ['may have curly quotation marks', 'a “b c” ‘d e’', ['a', 'b c', 'd e']],
    ['may have dashes', 'curl –X POST —header a', ['curl', '-X', 'POST', '--header', 'a']],
  ])('%s', (_how, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([`a 'b`, 'a "b', `$'b`, 'a “b'])('is incomplete: %s', (text) => {
    expect(words(text)).toBe('unclosed_quote');
  });

  it('knows which words were quoted', () => {
    expect(splitCommand(`a '|' |`)).toMatchObject({
      value: [{ quoted: false }, { text: '|', quoted: true }, { text: '|', quoted: false }],
    });
  });
});

describe('a command of the Windows prompt', () => {
  it.each<[string, string, string[]]>([
    ['goes on behind a caret', 'a ^\r\n  "b c" ^\n d', ['a', 'b c', 'd']],
    [
      'has quotation marks with a caret, as Chrome writes them',
      'a ^"b^&c ^\\^"d^\\^"^" ^\r\n -e',
      ['a', 'b&c "d"', '-e'],
    ],
    ['doubles quotation marks', 'a ^\n "b ""c"" d"', ['a', 'b "c" d']],
    ['has backslashes as they are', 'a ^\n C:\\x\\y', ['a', 'C:\\x\\y']],
    ['is told by quotation marks with a caret alone', 'a ^"b^&c^"', ['a', 'b&c']],
    ['goes on behind a caret and blanks', 'a ^ \t\r\nb', ['a', 'b']],
    ['goes on between words that touch the caret', 'a^\nb', ['a', 'b']],
    ['has single quotes as they are', "a ^\n it's", ['a', "it's"]],
  ])('%s', (_how, text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

it('goes on behind a backtick in PowerShell', () => {
  expect(words('a `\n -b "c d" `\r\n e')).toEqual(['a', '-b', 'c d', 'e']);
  expect(words('a` \t\nb')).toEqual(['a', 'b']);
  expect(words('a`b')).toEqual(['a`b']);
});

it('reads any text, and what bash quotes comes back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void words(text)));
  const word = fc.string({ unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.array(word), (list) => {
      const text = list.map((one) => `'${one.replaceAll("'", String.raw`'\''`)}'`).join(' ');
      fc.pre(!/\s\^"|\^[ \t]*\r?\n|`[ \t]*\r?\n/.test(text));
      expect(words(text)).toEqual(list);
    }),
  );
}, 30_000);

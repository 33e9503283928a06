import { err, ok, type Result } from '../result.ts';

/** A word of a command, and whether quotes took from it the meaning that a shell gives to some words. */
export interface ShellWord {
  text: string;
  quoted: boolean;
}

/**
 * Cuts a pasted command into words as a shell would, and runs nothing: `$NAME`, `$(…)` and backticks stay
 * as they are written. Reads bash, the Windows prompt (`^` at the end of a line, `^"`, `""`) and PowerShell
 * (a backtick at the end of a line), and what became of them on the way: `\` before a blank in place of a
 * line end, curly quotation marks, dashes that were two hyphens.
 */
export function splitCommand(text: string): Result<ShellWord[], 'unclosed_quote'> {
  const windows = /\s\^"|\^[ \t]*\r?\n/.test(text);
  const rest = new Reader(windows ? withoutCarets(text) : text.replace(/`[ \t]*\r?\n/g, ' '));
  const words: ShellWord[] = [];
  for (;;) {
    rest.skip(/(?:\s|\\[ \t]*(?:\r?\n|$)|\\[ \t]+|#[^\n]*)+/y);
    if (rest.done) return ok(words);
    const word: ShellWord = { text: '', quoted: false };
    while (!rest.done && !rest.at(/\s/y)) {
      const piece = readPiece(rest, windows);
      if (piece === undefined) return err('unclosed_quote');
      word.text += piece.text;
      word.quoted ||= piece.quoted;
    }
    if (!word.quoted)
      word.text = word.text.replace(/^[–—](?=\w)/, word.text.length > 2 ? '--' : '-');
    words.push(word);
  }
}

/** One quoted or escaped part of a word, or one run of plain characters; `undefined` where a quote stays open. */
function readPiece(rest: Reader, windows: boolean): ShellWord | undefined {
  const quoted = (text: string | undefined) =>
    text === undefined ? undefined : { text, quoted: true };
  if (rest.skip(/\\[ \t]*\r?\n/y) !== undefined) return { text: '', quoted: false };
  if (rest.skip(/\$'/y) !== undefined) {
    return quoted(rest.take(/((?:[^'\\]|\\[\s\S])*)'/y)?.replace(ANSI_ESCAPE, ansiCharacter));
  }
  if (rest.at(/[“”„]/y)) return quoted(rest.take(/[“”„]([^“”]*)[“”]/y));
  if (rest.at(/‘/y)) return quoted(rest.take(/‘([^’]*)’/y));
  if (rest.at(/\$?"/y)) {
    const inner = rest.take(
      windows ? /\$?"((?:[^"\\]|\\[\s\S]|"")*)"/y : /\$?"((?:[^"\\]|\\[\s\S])*)"/y,
    );
    if (windows) return quoted(inner?.replaceAll('""', '"').replace(/\\(["\\])/g, '$1'));
    return quoted(inner?.replace(/\\\r?\n/g, '').replace(/\\(["\\$`])/g, '$1'));
  }
  if (!windows && rest.at(/'/y)) return quoted(rest.take(/'([^']*)'/y));
  if (!windows && rest.at(/\\/y)) return quoted(rest.take(/\\([\s\S]?)/y));
  const plain = rest.take(windows ? /[^\s"]+|[\s\S]/y : /[^\s"'\\$“”„‘]+|[\s\S]/y);
  return { text: plain ?? '', quoted: false };
}

/** Chrome escapes everything that the Windows prompt could act on; documentation only the line ends. */
function withoutCarets(text: string): string {
  const joined = text.replace(/\^[ \t]*\r?\n/g, ' ');
  return joined.includes('^"') ? joined.replace(/\^([\s\S])/g, '$1') : joined;
}

const ANSI_ESCAPE =
  /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g;

const ANSI_LETTERS: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

function ansiCharacter(_whole: string, ...found: (string | undefined)[]): string {
  const [four, eight, two, octal, letter = ''] = found;
  const hex = four ?? eight ?? two;
  if (hex === undefined && octal === undefined) return ANSI_LETTERS[letter] ?? letter;
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
}

/** A text that is read from the left by sticky patterns. */
class Reader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#position >= this.#text.length;
  }

  at(pattern: RegExp): boolean {
    pattern.lastIndex = this.#position;
    return pattern.test(this.#text);
  }

  /** Goes past a pattern, and gives what stood there. */
  skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#position = pattern.lastIndex;
    return found[0];
  }

  /** The same, but gives the pattern's group, if it has one. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#position = pattern.lastIndex;
    return found.length > 1 ? (found[1] ?? '') : found[0];
  }
}

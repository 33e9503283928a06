/** What terminals, mail and other tools put into a text on its way, each with how often it stood there. */
export interface Removal {
  kind: RemovalKind;
  count: number;
}
export type RemovalKind =
  | 'byte_order_mark'
  | 'zero_width'
  | 'soft_hyphen'
  | 'no_break_space'
  | 'terminal_codes'
  | 'mail_quote_marks'
  | 'smart_quotes'
  | 'quoted_printable'
  | 'backslashes'
  | 'percent_encoding'
  | 'line_breaks'
  | 'blanks'
  | 'quotes'
  /** nothing stands in for what it left out: the token was cut */
  | 'ellipsis';

/** Counts what is taken away. */
export class Cleaner {
  #counts = new Map<RemovalKind, number>();

  /** A text with all that fits replaced, which counts; `pattern` is global. */
  replace(text: string, kind: RemovalKind, pattern: RegExp, by = ''): string {
    let count = 0;
    const cleaned = text.replace(pattern, () => {
      count += 1;
      return by;
    });
    this.add(kind, count);
    return cleaned;
  }

  add(kind: RemovalKind, count: number): void {
    if (count > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  get removals(): Removal[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }));
  }
}

/** A text without what can be no part of any token, header, URL or JSON. Blanks and line breaks stay. */
export function cleanText(pasted: string, cleaner: Cleaner): string {
  let text = cleaner.replace(pasted, 'byte_order_mark', /\uFEFF/g);
  text = cleaner.replace(text, 'zero_width', /[\u200B-\u200F\u202A-\u202E\u2060-\u2069]/g);
  text = cleaner.replace(text, 'soft_hyphen', /\u00AD/g);
  text = cleaner.replace(text, 'no_break_space', /[\u00A0\u2007\u202F]/g, ' ');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour their output with it.
  text = cleaner.replace(text, 'terminal_codes', /\x1b\[[\d;?]*[A-Za-z]/g);
  text = cleaner.replace(text, 'mail_quote_marks', /^(?:[ \t]?>)+[ \t]?/gm);
  text = cleaner.replace(text, 'smart_quotes', /[“”„‟«»]/g, '"');
  text = cleaner.replace(text, 'smart_quotes', /[‘’‚‛]/g, "'");
  // A soft break stands inside a word; what ends with padding stands before something else.
  const joined = cleaner.replace(text, 'quoted_printable', /(?<=[\w.~%-])=\r?\n(?=[\w.~%-])/g);
  const signs = joined === text ? /=3D(?=e[wyo])/g : /=3D/g;
  return cleaner.replace(joined, 'quoted_printable', signs, '=');
}

/** JSON that was written into a string of JSON, or of a shell; as it is when it is neither. */
export function withoutBackslashes(text: string, cleaner: Cleaner): string {
  let plain = text;
  // Each string that it was put into doubles what the one before put in.
  for (let times = 0; times < 3 && /^[\s"\\]*[[{]\s*\\+["nrt]/.test(plain); times += 1) {
    let count = 0;
    plain = plain.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, (_whole, escaped: string) => {
      count += 1;
      return { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped;
    });
    cleaner.add('backslashes', count);
  }
  return plain;
}

/** A text that was percent-encoded as a whole; as it is when it is not, or wrongly so. */
export function withoutPercents(text: string, cleaner: Cleaner): string {
  // A URL has its own percents, which belong to its parameters.
  if (!/^[\w.~*+-]*%[\da-f]{2}[\w.~%*+-]*$/i.test(text)) return text;
  try {
    const plain = decodeURIComponent(text);
    cleaner.add('percent_encoding', text.match(/%[\da-f]{2}/gi)?.length ?? 0);
    return plain;
  } catch {
    return text;
  }
}

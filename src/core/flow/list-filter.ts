import type { Result } from '../result.ts';

/** What a word of a filter may be about; a word without one is about the whole row. */
export const filterKeys = [
  'bank',
  'status',
  'kind',
  'grant',
  'service',
  'environment',
  'scope',
  'has',
  'is',
] as const;
export type FilterKey = (typeof filterKeys)[number];

/** One row as a filter sees it: for each key some texts, and under `text` all that is read in the row. */
export type FilterSubject = Readonly<Record<FilterKey | 'text', readonly string[]>>;

/** What all rows of a list say under a key: of each row its texts, every one of them behind a line break. */
export type FilterTexts = (key: FilterKey | 'text', form: 'plain' | 'folded') => readonly string[];

/** Tells which rows of a list it finds, by their places. */
export type ListFilter = (texts: FilterTexts) => (at: number) => boolean;

/** A regular expression that the engine does not take, with its own words for why. */
export interface FilterFault {
  pattern: string;
  reason: string;
}

interface Term {
  excludes: boolean;
  key: FilterKey | 'text';
  value: string;
  /** flags of a value that is a regular expression */
  flags: string | undefined;
}

/** Keys whose values are words of ours: they are found by how they begin, so that half a word finds them too. */
const BY_BEGINNING: readonly string[] = ['kind', 'has', 'is'];

const KEY = new RegExp(`(${filterKeys.join('|')}):`, 'iy');
/** In quotes; or between slashes, with flags, up to a space; or up to a space. */
const VALUE = /"([^"]*)"?|\/((?:[^/\\]|\\.)+)\/([a-z]*)(?!\S)|(\S*)/iy;

/**
 * Reads a filter. Words are all to be found, in any case and with or without accents; `-word` is not to be found;
 * `/pattern/i` is a regular expression; `bank:word` looks in one column alone; quotes hold words together. A word
 * that has only begun (`-`, `bank:`) narrows nothing; where no word does, there is no filter. No text makes it throw.
 */
export function parseListFilter(text: string): Result<ListFilter | undefined, FilterFault> {
  const filters: ListFilter[] = [];
  for (const term of readTerms(text)) {
    const filter = filterOf(term);
    if (!filter.ok) return filter;
    filters.push(filter.value);
  }
  const [only] = filters;
  if (filters.length < 2) return { ok: true, value: only };
  return {
    ok: true,
    value: (texts) => {
      const tests = filters.map((filter) => filter(texts));
      return (at) => tests.every((test) => test(at));
    },
  };
}

/** What a row says under a key, in the form in which `FilterTexts` gives it. */
export function filterText(values: readonly string[], form: 'plain' | 'folded'): string {
  const text = values.map((value) => `\n${value}`).join('');
  return form === 'folded' ? foldText(text) : text;
}

const ASCII = /^[\0-\x7f]*$/;

/** A text without case and accents. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

function* readTerms(text: string): Generator<Term> {
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    if (take(/\s+/y)) continue;
    const excludes = take(/-/y) !== null;
    const key = (take(KEY)?.[1]?.toLowerCase() ?? 'text') as Term['key'];
    const [, quoted, pattern, flags, bare] = take(VALUE) ?? [];
    const value = pattern ?? quoted ?? bare ?? '';
    if (value !== '')
      yield { excludes, key, value, flags: pattern === undefined ? pattern : flags };
  }
}

function filterOf({ excludes, key, value, flags }: Term): Result<ListFilter, FilterFault> {
  if (flags === undefined) {
    const wanted = (BY_BEGINNING.includes(key) ? '\n' : '') + foldText(value);
    return {
      ok: true,
      value: (texts) => {
        const all = texts(key, 'folded');
        return (at) => all[at]?.includes(wanted) !== excludes;
      },
    };
  }
  try {
    // One that remembers where it was would find every other row.
    const pattern = new RegExp(value, flags.replace(/[gy]/g, ''));
    return {
      ok: true,
      value: (texts) => {
        const all = texts(key, 'plain');
        const isIn = (text: string) => pattern.test(text);
        return (at) => all[at]?.slice(1).split('\n').some(isIn) !== excludes;
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Chromium says the pattern again, before the reason.
    return {
      ok: false,
      error: {
        pattern: value,
        reason: reason.slice(reason.lastIndexOf('/: ') + 1).replace(/^: /, ''),
      },
    };
  }
}

/** What may stand in the place of the word that is being typed. */
export interface FilterCompletion {
  /** place in the text of what is replaced, up to the caret */
  from: number;
  options: string[];
}

/**
 * The values that fit behind a key that has just been typed; for an empty word the keys themselves. `undefined` where
 * there is nothing to offer.
 *
 * @param valuesOf the values that a key has in the list
 */
export function completeListFilter(
  beforeCaret: string,
  valuesOf: (key: FilterKey) => Iterable<string>,
): FilterCompletion | undefined {
  const [word = ''] = /\S*$/.exec(beforeCaret) ?? [];
  const [, sign = '', key, typed = ''] = /^(-?)(?:([a-z]+):)?(.*)$/is.exec(word) ?? [];
  const from = beforeCaret.length - word.length + sign.length;
  if (key === undefined) {
    return typed === '' ? { from, options: filterKeys.map((name) => `${name}:`) } : undefined;
  }
  const known = filterKeys.find((name) => name === key.toLowerCase());
  if (!known) return undefined;
  const wanted = foldText(typed.replace(/^"/, ''));
  const values = [...new Set(valuesOf(known))].filter((value) => foldText(value).includes(wanted));
  const options = values.map((value) => {
    // A quotation mark cannot be quoted: the words before it find the value too.
    const [plain = ''] = value.split('"');
    // Bare, a value with a space would end there, and one between slashes would be a pattern.
    return `${known}:${/^\/|\s/.test(plain) ? `"${plain}"` : plain}`;
  });
  return options.length > 0 ? { from, options } : undefined;
}

import { fillPlaces, type Messages } from './messages.ts';

/** The message that holds the others in a package. */
export const PACKED = 'packed';

/** What separates buckets and texts, and what stands for a dollar, which browsers would read themselves. */
export const MARKS = { bucket: '\n', text: '\x7f', dollar: '\t' };

/** A record may hold a finding of a rule that another version had: the only name that may have no text. */
export const RULE_ID = /^[A-Z]{2}\d\d(?=_)/;

/**
 * A reader of texts that were packed without their names, which are a quarter of a message file: the ids of
 * all rules, then buckets. A name's hash chooses its bucket, and hashed with the seed that stands at the head of
 * the bucket, in base 36, it chooses the text. So any name gives some text; for rules that are not there it is
 * empty, as in browsers.
 */
export function messagesFromPacked(packed: string): Messages {
  const [rules = '', ...buckets] = packed.split(MARKS.bucket);
  return (key, ...facts) => {
    if (!rules.includes(RULE_ID.exec(key)?.[0] ?? '')) return '';
    const [seed = '', ...texts] = pick(buckets, hashName(key, 0)).split(MARKS.text);
    const text = pick(texts, hashName(key, Number.parseInt(seed, 36)));
    return fillPlaces(text.replaceAll(MARKS.dollar, '$'), facts);
  };
}

function pick(list: readonly string[], hash: number): string {
  return list[hash % list.length] ?? '';
}

/** A whole number of 32 bits. */
export function hashName(name: string, seed: number): number {
  let hash = seed;
  for (const letter of name)
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x5bd1e995) ^ (hash >>> 15);
  return (hash ^ (hash >>> 13)) >>> 0;
}

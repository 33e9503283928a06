import { fillPlaces, type Messages } from './messages.ts';

/** The message that holds the others in a package. */
export const PACKED = 'packed';

/** What separates buckets and texts, and what stands for a dollar, which browsers would read themselves. */
export const MARKS = { bucket: '\n', text: '\x7f', dollar: '\t' };

/** The name of a sentence of a rule. A record may hold a finding of a rule that another version had: it has no text. */
export const OF_RULE = /^([A-Z]{2}\d\d)_(.+)$/;
/** What each rule says, in this order. */
export const RULE_PARTS = ['seen', 'expected', 'fix'];

/**
 * A reader of texts that were packed without their names, which are a quarter of a message file: the ids of
 * all rules, the sentences of each, then buckets. A name's hash chooses its bucket, and hashed with the seed that
 * stands at the head of the bucket, in base 36, it chooses the text. So any other name gives some text; for rules
 * that are not there it is empty, as in browsers. They are a quarter of a megabyte, of which a panel says little: what
 * was said is kept, and the rest is read again once it was let go of.
 *
 * @param read gives the packed texts, each time the same
 */
export function messagesFromPacked(read: () => string): Messages {
  let texts: WeakRef<PackedTexts> | undefined;
  const packedTexts = () => {
    const kept = texts?.deref();
    if (kept) return kept;
    const unpacked = unpack(read());
    texts = new WeakRef(unpacked);
    return unpacked;
  };
  // Rows of a list say the same, row by row.
  const known = new Map<string, string>();
  const knownText = (key: string) => {
    const text = known.get(key) ?? alone(textOf(packedTexts(), key).replaceAll(MARKS.dollar, '$'));
    known.set(key, text);
    return text;
  };
  return (key, ...facts) => fillPlaces(knownText(key), facts);
}

interface PackedTexts {
  rules: string;
  ofRules: readonly string[];
  buckets: readonly string[];
}

function unpack(packed: string): PackedTexts {
  const [rules = '', ofRules = '', ...buckets] = packed.split(MARKS.bucket);
  return { rules, ofRules: ofRules.split(MARKS.text), buckets };
}

function textOf({ rules, ofRules, buckets }: PackedTexts, key: string): string {
  const [, rule, part = ''] = OF_RULE.exec(key) ?? [];
  if (rule !== undefined) {
    const at = rules.indexOf(rule) / rule.length;
    return ofRules[at * RULE_PARTS.length + RULE_PARTS.indexOf(part)] ?? '';
  }
  const [seed = '', ...texts] = pick(buckets, hashName(key, 0)).split(MARKS.text);
  return pick(texts, hashName(key, Number.parseInt(seed, 36)));
}

/** The same text, without the long one that it was cut from, which engines keep as long as the piece. */
function alone(text: string): string {
  return JSON.parse(JSON.stringify(text));
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

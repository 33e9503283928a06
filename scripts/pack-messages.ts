import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../manifest.json' with { type: 'json' };
import type { MessageFile } from '../src/core/messages.ts';
import { hashName, MARKS, OF_RULE, PACKED, RULE_PARTS } from '../src/core/packed-messages.ts';

/** Fewer in a bucket cost bytes, more cost time. */
const IN_A_BUCKET = 5;

/** The command line reads its sentences from the repository. */
const COMMAND_LINE_ONLY = /^cli_/;

/** Names that the browser itself looks up. */
const OF_MANIFEST = Array.from(
  JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g),
  ([, name = '']) => name,
);

/** The worker's, few as they are, are not worth a reader of packed ones. */
const OF_WORKER = /^worker_/;

/** Rewrites the message files of a built package: the manifest's and the worker's messages, and one that holds all the others. */
export async function packLocales(folder: string): Promise<void> {
  const read = async (locale: string): Promise<MessageFile> =>
    JSON.parse(await readFile(join(folder, locale, 'messages.json'), 'utf8'));
  // What a language lacks is said in the default one: browsers see to that only where each message stands alone.
  const complete = await read(manifest.default_locale);
  for (const locale of await readdir(folder)) {
    const packed = packedFile({ ...complete, ...(await read(locale)) });
    await writeFile(join(folder, locale, 'messages.json'), JSON.stringify(packed));
  }
}

/** A message file as a package has it. Throws for a text that cannot be packed. */
export function packedFile(file: MessageFile): MessageFile {
  const all = Object.keys(file).filter((name) => !COMMAND_LINE_ONLY.test(name));
  const names = all.filter((name) => !OF_WORKER.test(name));
  const plain = [...OF_MANIFEST, ...all.filter((name) => OF_WORKER.test(name))];
  const own = plain.map((name) => [name, { message: file[name]?.message ?? '' }] as const);
  return { ...Object.fromEntries(own), [PACKED]: { message: packMessages(file, names) } };
}

/** The messages of some names as `messagesFromPacked` reads them. */
function packMessages(file: MessageFile, names: readonly string[]): string {
  const textOf = (name: string) => packText(name, file[name]?.message ?? '');
  const rules = [...new Set(names.flatMap((name) => OF_RULE.exec(name)?.[1] ?? []))].toSorted();
  const ofRules = rules.flatMap((rule) => RULE_PARTS.map((part) => textOf(`${rule}_${part}`)));
  const others = names.filter((name) => !OF_RULE.test(name));
  const buckets: string[][] = Array.from(
    { length: Math.ceil(others.length / IN_A_BUCKET) },
    () => [],
  );
  for (const name of others) buckets[hashName(name, 0) % buckets.length]?.push(name);
  const lines = buckets.map((bucket) => {
    const { seed, ordered } = order(bucket);
    return [seed.toString(36), ...ordered.map(textOf)].join(MARKS.text);
  });
  return [rules.join(''), ofRules.join(MARKS.text), ...lines].join(MARKS.bucket);
}

/** A seed that gives every name of a bucket a place of its own, and the names in that order. */
function order(bucket: readonly string[]): { seed: number; ordered: string[] } {
  for (let seed = 0; ; seed += 1) {
    const ordered: string[] = [];
    for (const name of bucket) {
      const place = hashName(name, seed) % bucket.length;
      if (ordered[place] !== undefined) break;
      ordered[place] = name;
    }
    if (Object.keys(ordered).length === bucket.length) return { seed, ordered };
  }
}

function packText(name: string, text: string): string {
  if (Object.values(MARKS).some((mark) => text.includes(mark))) {
    throw new Error(`message "${name}" holds a line break, a tab or a control character`);
  }
  if (/\$(?![1-9$])/.test(text.replaceAll('$$', '')))
    throw new Error(`message "${name}" has a $ that is no place`);
  return text.replaceAll('$', MARKS.dollar);
}

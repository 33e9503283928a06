import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import type { BankTexts } from '../src/core/banks/bank-text.ts';

const FOLDER = new URL('../src/core/banks/catalogue-texts/', import.meta.url);
const ENGLISH = '\0catalogue-texts/english';

/** English texts that any language has, and what each language has for them, a line each. Throws for a text of two lines. */
export function packTexts(languages: Readonly<Record<string, BankTexts>>): {
  english: string;
  texts: Record<string, string>;
} {
  const english = [...new Set(Object.values(languages).flatMap((one) => Object.keys(one)))];
  const inLines = (texts: readonly string[]) => {
    const broken = texts.find((text) => text.includes('\n'));
    if (broken !== undefined) throw new Error(`"${broken}" is more than a line`);
    return texts.join('\n');
  };
  const packed = Object.entries(languages).map(([language, texts]) => [
    language,
    inLines(english.map((text) => texts[text] ?? '')),
  ]);
  return { english: inLines(english), texts: Object.fromEntries(packed) };
}

/** Builds what shipped profiles say in other languages so that the English texts stand once; in development the files are read as they are. */
export function packedTexts(): Plugin {
  return {
    name: 'packed-texts',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      if (source === ENGLISH) return source;
      const [, language] = /\/catalogue-texts\/(\w+)\.json$/.exec(source) ?? [];
      return language && `\0catalogue-texts/${language}`;
    },
    load(id) {
      if (!id.startsWith('\0catalogue-texts/')) return undefined;
      const { english, texts } = packTexts(readLanguages());
      if (id === ENGLISH) return `export const english = ${JSON.stringify(english)};`;
      return `import { english } from ${JSON.stringify(ENGLISH)};
import { unpackTexts } from '/src/core/banks/packed-texts.ts';
export default unpackTexts(english, ${JSON.stringify(texts[basename(id)])});`;
    },
  };
}

function readLanguages(): Record<string, BankTexts> {
  const files = readdirSync(FOLDER).map((file) => [
    basename(file, '.json'),
    JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
  ]);
  return Object.fromEntries(files);
}

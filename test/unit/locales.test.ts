import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageFile } from '../../src/core/messages.ts';

/** Languages that say all that English says, but what only the command line says: it speaks English. */
const WHOLE = ['de', 'fr', 'sv'];

/** The most that both stores take as an extension's description. */
const DESCRIPTION_LENGTH = 132;

const folder = new URL('../../_locales/', import.meta.url);
const read = (locale: string): MessageFile =>
  JSON.parse(readFileSync(new URL(`${locale}/messages.json`, folder), 'utf8'));
const english = read('en');
const isOfTheCommandLine = (key: string) => key.startsWith('cli_');
const texts = (file: MessageFile) =>
  Object.entries(file)
    .filter(([key]) => !isOfTheCommandLine(key))
    .map(([key, { message }]) => [key, message] as const);

/** The places of a text in order of their numbers, each as often as it stands there. */
function places(text: string): string[] {
  return (text.match(/\$\$|\$\d/g) ?? []).sort();
}

describe.each(readdirSync(folder))('the messages in "%s"', (locale) => {
  const file = read(locale);

  it('have no key that English lacks', () => {
    expect(Object.keys(file).filter((key) => !(key in english))).toEqual([]);
  });

  it('keep each place of the English text, as often as it stands there', () => {
    const changed = texts(file).filter(
      ([key, text]) => places(text).join() !== places(english[key]?.message ?? '').join(),
    );
    expect(changed).toEqual([]);
  });

  it('are neither empty nor hold a line break, a tab or another control character', () => {
    expect(texts(file).filter(([, text]) => !text.trim() || /\p{Cc}/u.test(text))).toEqual([]);
  });

  it('describe the extension within what the stores take', () => {
    expect(file.extDescription?.message.length).toBeLessThanOrEqual(DESCRIPTION_LENGTH);
  });

  it('name their own language', () => {
    expect(file.locale_tag?.message.split('-')[0]).toBe(locale);
  });
});

it.each(WHOLE)('"%s" says all that English says, the command line aside', (locale) => {
  const file = read(locale);
  const missing = Object.keys(english).filter((key) => !isOfTheCommandLine(key) && !(key in file));
  expect(missing).toEqual([]);
});

it('French sets its marks as French printers do', () => {
  const wrong = texts(read('fr')).filter(([, text]) =>
    / [:;?!»]|« |\p{L}'\p{L}|«(?!\u00a0)|(?<!\u00a0)»/u.test(text),
  );
  expect(wrong).toEqual([]);
});

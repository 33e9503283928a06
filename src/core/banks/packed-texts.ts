import type { BankTexts } from './bank-text.ts';

/** Texts and their English ones in the same order, a line each, as a map; a line without anything is left out. */
export function unpackTexts(english: string, texts: string): BankTexts {
  const lines = texts.split('\n');
  const pairs = english.split('\n').map((text, at) => [text, lines[at] ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''));
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { z } from 'zod';
import type { Target } from './target.ts';

const found = z.array(z.string());
const fixtureOf = ({ name }: Target) =>
  new URL(`../fixtures/found/${name.toLowerCase().replaceAll(' ', '-')}.json`, import.meta.url);

/** The texts that once broke a reader: they are tried first, in every run. */
export function foundTexts(target: Target): string[] {
  const file = fixtureOf(target);
  return existsSync(file) ? found.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** What a run of one target came to; `text` is the shortest that breaks it. */
export type Outcome = { ok: true } | { ok: false; text: string; why: string };

/** Tries as many texts as are wanted, the same ones for the same seed. */
export function runTarget(target: Target, numRuns: number, seed: number): Outcome {
  const examples = foundTexts(target).map((text): [string] => [text]);
  const property = fc.property(target.texts, (text) => target.check(text));
  const outcome = fc.check(property, { numRuns, seed, examples });
  if (!outcome.failed) return { ok: true };
  const [text = ''] = outcome.counterexample ?? [];
  return { ok: false, text, why: String(outcome.errorInstance ?? 'it took too long') };
}

/** Keeps a text that broke a reader, to be tried from now on. */
export function keepFound(target: Target, text: string): string {
  const file = fixtureOf(target);
  mkdirSync(new URL('.', file), { recursive: true });
  const texts = [...new Set([...foundTexts(target), text])];
  writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`);
  return file.pathname;
}

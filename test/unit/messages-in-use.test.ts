import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import messages from '../../_locales/en/messages.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(tsx?|json|html)$/.test(path))
  .map((path) => `src/${path}`);
const sources = ['manifest.json', 'scripts/manifest.ts', ...files]
  .map((path) => readFileSync(new URL(path, root), 'utf8'))
  .join('\n');

/** Everything that is written as a word of its own somewhere: whole names, and what is put into templates. */
const words = new Set([
  ...(sources.replaceAll(/__(?:MSG_)?/g, ' ').match(/[A-Za-z0-9_]+/g) ?? []),
  // The family of a rule, which is asked for by the rule's id.
  ...(sources.match(/(?<=')[A-Z]{2}(?=\d\d')/g) ?? []),
]);

/** Names with changing parts, as in `phase_${phase}`, by what does not change in them. */
const families = [...new Set(sources.match(/`[a-z]+_(?:\w|\$\{[^`}]*\})*`/g))]
  .filter((template) => template.includes('${'))
  .map((template) => template.slice(1, -1).split(/\$\{[^}]*\}/));

/** Looked up by tables of their own, which their own tests hold against the messages. */
const ELSEWHERE = /^([A-Z]{2}\d\d|meaning|term|head|word)_/;

/** True of a name that is written out, or put together from what is. */
function isInUse(name: string): boolean {
  if (words.has(name)) return true;
  // The advice is asked for by the failure's name.
  if (/^failure_.*_fix$/.test(name)) return isInUse(name.replace(/_fix$/, ''));
  return families.some(
    ([start = '', ...rest]) => name.startsWith(start) && fits(name.slice(start.length), rest),
  );
}

/** True when a text is these fixed parts, and before each of them something in use. */
function fits(text: string, [next, ...rest]: readonly string[]): boolean {
  if (next === undefined) return text === '';
  const ends = rest.length === 0 ? [text.length - next.length] : text.split('').keys();
  return [...ends].some(
    (at) =>
      at > 0 &&
      text.startsWith(next, at) &&
      isInUse(text.slice(0, at)) &&
      fits(text.slice(at + next.length), rest),
  );
}

it('finds a sentence that nothing asks for', () => {
  expect(isInUse('phase_of_the_moon_waxing')).toBe(false);
  expect(isInUse('never_written_anywhere_in_sources')).toBe(false);
  expect(isInUse('action_new_flow')).toBe(true);
});

it('every sentence is asked for by something', () => {
  const names = Object.keys(messages).filter((name) => !ELSEWHERE.test(name));
  expect(names.length).toBeGreaterThan(1500);
  expect(names.filter((name) => !isInUse(name))).toEqual([]);
});

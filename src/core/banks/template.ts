import { err, ok, type Result } from '../result.ts';

/** A template is text with `{name}` places; there is no escape and nothing else to learn. */
const PLACE = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** The names that a template wants filled, in order of appearance, each once. */
export function templateNames(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map((match) => match[1] ?? ''))];
}

/** Says why a template can never be filled: a stray brace, or a name outside `known`. */
export function checkTemplate(
  template: string,
  known: ReadonlySet<string>,
): Result<void, { kind: 'stray_brace' | 'unknown_name'; name: string }> {
  const stray = template.replace(PLACE, '').match(/[{}]/);
  if (stray) return err({ kind: 'stray_brace', name: stray[0] });
  const unknown = templateNames(template).find((name) => !known.has(name));
  return unknown === undefined ? ok(undefined) : err({ kind: 'unknown_name', name: unknown });
}

/** Fills a template. A name without a value becomes the empty text: a parameter left empty is left out. */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  return template.replace(PLACE, (_whole, name: string) => values[name] ?? '');
}

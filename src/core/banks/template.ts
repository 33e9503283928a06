import { err, ok, type Result } from '../result.ts';

/** A template is text with `{name}` places; there is no escape and nothing else to learn. */
const PLACE = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** Values by the names of the places. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

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
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (_whole, name: string) => valueAt(values, name) ?? '');
}

/** Fills the places that have a value and leaves the others as they are written. */
export function fillKnownPlaces(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (whole, name: string) => valueAt(values, name) || whole);
}

/** The names of a template that have no value, or an empty one. */
export function missingNames(template: string, values: TemplateValues): string[] {
  return templateNames(template).filter((name) => !valueAt(values, name));
}

/** Places of a template that may be found again in a text: each one multiplies the time by its length. */
export const MOST_PLACES = 3;
const LONGEST_TEXT = 2048;

/**
 * A pattern for all texts that a template can become: each place stands for any text of the given
 * characters, and is a named group; a name that stands twice must have the same text twice. It finds
 * nothing in very long texts, nor for templates with too many places, which an option's value may bring.
 */
export function templatePattern(template: string, characters: string): RegExp {
  const seen = new Set<string>();
  const source = template
    .split(/(\{[a-zA-Z][a-zA-Z0-9]*\})/)
    .map((part) => {
      const name = templateNames(part)[0];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
      if (seen.has(name)) return `\\k<${name}>`;
      seen.add(name);
      return `(?<${name}>${characters})`;
    })
    .join('');
  const most = seen.size > MOST_PLACES ? 0 : LONGEST_TEXT;
  return new RegExp(`^(?=[^]{0,${most}}$)${source}$`);
}

function valueAt(values: TemplateValues, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

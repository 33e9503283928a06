import { templateNames } from './template.ts';

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

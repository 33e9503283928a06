import type { FlowScript, ScriptVariable } from './flow-script.ts';
import { type ScriptText, writeText } from './script-text.ts';

/** An address, header or field with variables as `{{name}}`, which the format fills in as they are. */
export function bracesText(text: ScriptText): string {
  // Braces that stood there are no variable, and httpYac would run what is between them.
  return writeText(
    text,
    (fixed) => fixed.replace(/[\r\n]+/g, ' ').replace(/\{(?=\{)/g, '{ '),
    braces,
  );
}

/** The same for the text of a body: braces within a JSON string are escaped. */
export function bracesBody(text: ScriptText): string {
  const isJson = /^\s*[[{]/.test(writeText(text.slice(0, 1), (fixed) => fixed, braces));
  const apart = isJson ? '\\u007b' : '{ ';
  // In a file of lines a body of several could begin a request of its own.
  return writeText(
    text,
    (fixed) => fixed.replace(/[\r\n]+/g, ' ').replace(/\{(?=\{)/g, apart),
    braces,
  );
}

/** Values that may stand in a file of lines with braces; the others are left for the person to fill in. */
export function lineValues(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...values].filter(([, value]) => !/[\r\n]|\{\{/.test(value)));
}

/** How the name of a variable ends whose value is percent-encoded. */
export const ENCODED = '_encoded';

/**
 * Writes queries and forms where the format fills in variables as they are: what may hold signs that a URL cannot is
 * asked for in a second variable, percent-encoded.
 */
export class EncodedBraces {
  /** variables that are wanted percent-encoded */
  readonly wanted = new Set<string>();
  readonly #variables: ReadonlyMap<string, ScriptVariable>;
  readonly #values: ReadonlyMap<string, string>;

  constructor({ variables }: FlowScript, values: ReadonlyMap<string, string>) {
    this.#variables = new Map(variables.map((variable) => [variable.name, variable]));
    this.#values = values;
  }

  fields(fields: readonly { name: string; value: ScriptText }[]): string {
    return fields
      .map(({ name, value }) => `${encodeURIComponent(name)}=${this.#encoded(value)}`)
      .join('&');
  }

  #encoded(text: ScriptText): string {
    return writeText(text, encodeURIComponent, (name) => {
      if (this.#isPlain(name)) return braces(name);
      this.wanted.add(name);
      return braces(name + ENCODED);
    });
  }

  /** True when encoding would change nothing: what we make at random is made for URLs. */
  #isPlain(name: string): boolean {
    const value = this.#values.get(name);
    if (value !== undefined) return encodeURIComponent(value) === value;
    const kind = this.#variables.get(name)?.source.kind;
    return kind === 'fresh' || kind === 'challenge';
  }
}

function braces(name: string): string {
  return `{{${name}}}`;
}

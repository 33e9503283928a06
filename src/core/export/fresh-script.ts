import type { FlowScript } from './flow-script.ts';

/** How a script of a collection reads and sets a variable: source text around its name. */
export interface ScriptAccess {
  read(name: string): string;
  set(name: string, value: string): string;
}

/** Lines that make what is random, where nothing is set, and the challenge of the verifier. @see RFC 7636 §4.2 */
export function freshScript({ variables }: FlowScript, { read, set }: ScriptAccess): string[] {
  const lines = variables.flatMap(({ name, source }) => {
    if (source.kind === 'fresh') {
      const random = 'url(crypto.lib.WordArray.random(32))';
      return [`if (!${read(name)}) ${set(name, random)};`];
    }
    return source.kind === 'challenge'
      ? [`${set(name, `url(crypto.SHA256(${read('code_verifier')}))`)};`]
      : [];
  });
  return lines.length === 0
    ? []
    : [
        "const crypto = require('crypto-js');",
        "const url = (words) => words.toString(crypto.enc.Base64).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');",
        ...lines,
      ];
}

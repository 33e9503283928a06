import type { FlowScript, ScriptAuthorization } from './flow-script.ts';
import { jsString } from './js-text.ts';

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

/** True for the first request that holds what is made anew: the pushed one, else the one that the browser opens. */
export function beginsAnew(step: FlowScript['steps'][number], { steps }: FlowScript): boolean {
  return steps.find((one) => one.kind === 'authorization' || one.call.purpose === 'push') === step;
}

/** Lines that take the code out of a JWT in `answer`, the parts of an address behind its path. JARM §2.3 */
export function signedCode(
  { signed, code, answer }: ScriptAuthorization,
  { set }: ScriptAccess,
): string[] {
  const found = `JSON.parse(claims.toString(encodings.Utf8))[${jsString(answer.code)}]`;
  return [
    "const encodings = require('crypto-js').enc;",
    `const jwt = answer.join('&').match(/(?:^|&)${signed}=[^&.]*[.]([^&.]*)/);`,
    "const claims = jwt && encodings.Base64.parse(jwt[1].replace(/-/g, '+').replace(/_/g, '/'));",
    `if (jwt) ${set(code, `${found} || ''`)};`,
  ];
}

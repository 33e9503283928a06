import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

const ENOUGH_BITS = 128;
/** 128 random bits written in hex show fewer distinct digits than this less than once in a million times. */
const FEWEST_DISTINCT = 8;
/** The same for decimal digits, of which there are fewer. */
const FEWEST_DIGITS = 5;

export const stateGuessable: Rule<AuthorizationRequestSubject> = {
  id: 'AQ07',
  slug: 'state-guessable',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §10.10',
  *check({ request: { parameters } }) {
    const state = givenValue(parameters, 'state');
    if (state === undefined) return;
    const distinct = new Set(state).size;
    const bits = mostBits(state);
    const fewest = /^\d+$/.test(state) ? FEWEST_DIGITS : FEWEST_DISTINCT;
    if (bits < ENOUGH_BITS || distinct < fewest) {
      yield { facts: [state.length, distinct, Math.floor(bits)] };
    }
  },
};

/** The most randomness that a text of this length and alphabet can hold, in bits. */
function mostBits(text: string): number {
  const alphabets: [RegExp, number][] = [
    [/^\d+$/, 10],
    [/^([0-9a-f]+|[0-9A-F]+)$/, 16],
    [/^([0-9a-z]+|[0-9A-Z]+)$/, 36],
  ];
  const characters = text.replaceAll('-', '');
  const plain = alphabets.find(([alphabet]) => alphabet.test(characters));
  return plain ? characters.length * Math.log2(plain[1]) : text.length * 6;
}

import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const algNone: Rule<TokenSubject> = {
  id: 'JW06',
  slug: 'alg-none',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 8725 §3.2; RFC 7518 §3.6',
  *check({ decoded }) {
    const alg = decoded.kind === 'jwt' ? decoded.header?.alg : undefined;
    if (typeof alg === 'string' && alg.toLowerCase() === 'none') yield { facts: [bankWords(alg)] };
  },
};

import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const algSymmetric: Rule<TokenSubject> = {
  id: 'JW07',
  slug: 'alg-symmetric',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 8725 §3.1',
  *check({ decoded }) {
    const alg = decoded.kind === 'jwt' ? decoded.header?.alg : undefined;
    if (typeof alg === 'string' && /^HS\d+$/.test(alg)) yield { facts: [bankWords(alg)] };
  },
};

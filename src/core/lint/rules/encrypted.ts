import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const encrypted: Rule<TokenSubject> = {
  id: 'JW02',
  slug: 'encrypted',
  severity: 'info',
  actor: 'you',
  source: 'RFC 7516 §3.1',
  *check({ decoded }) {
    if (decoded.kind !== 'jwe') return;
    const named = [decoded.header?.alg, decoded.header?.enc].map((value) =>
      typeof value === 'string' ? bankWords(value) : '–',
    );
    yield { facts: named };
  },
};

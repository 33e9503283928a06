import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

const LIMIT = 8192;

export const tooBig: Rule<TokenSubject> = {
  id: 'JW24',
  slug: 'too-big',
  severity: 'warn',
  actor: 'bank',
  source: 'Experience, no standard',
  *check({ token }) {
    if (token.length >= LIMIT) yield { facts: [token.length, LIMIT] };
  },
};

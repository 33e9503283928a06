import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const opaque: Rule<TokenSubject> = {
  id: 'JW01',
  slug: 'opaque',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6749 §1.4',
  *check({ decoded }) {
    if (decoded.kind === 'opaque') yield { facts: [decoded.length] };
  },
};

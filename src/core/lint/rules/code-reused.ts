import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const codeReused: Rule<TokenRequestSubject> = {
  id: 'TQ10',
  slug: 'code-reused',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.2',
  *check({ purpose, spent }) {
    if (purpose === 'exchange' && spent) yield {};
  },
};

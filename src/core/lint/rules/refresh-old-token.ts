import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const refreshOldToken: Rule<TokenRequestSubject> = {
  id: 'RF03',
  slug: 'refresh-old-token',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §4.14.2',
  *check({ purpose, spent }) {
    if (purpose === 'refresh' && spent === 'replaced') yield {};
  },
};

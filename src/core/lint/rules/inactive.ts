import type { TokenStatusSubject } from '../explain-token-status.ts';
import type { Rule } from '../rule.ts';

export const inactive: Rule<TokenStatusSubject> = {
  id: 'RS06',
  slug: 'inactive',
  severity: 'info',
  actor: 'you',
  source: 'RFC 7662 §2.2',
  *check({ purpose, said }) {
    if (purpose === 'introspection' && said.active === false) yield {};
  },
};

import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const notPost: Rule<TokenRequestSubject> = {
  id: 'TQ01',
  slug: 'not-post',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.2',
  *check({ request: { method } }) {
    if (method !== 'POST') yield { facts: [method] };
  },
};

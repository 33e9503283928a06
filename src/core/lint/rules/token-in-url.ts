import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

const TOKENS = ['access_token', 'id_token', 'refresh_token'];

export const tokenInUrl: Rule<ResponseSubject> = {
  id: 'AP13',
  slug: 'token-in-url',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 9700 §4.3.2; RFC 6750 §5.3',
  *check({ response }) {
    for (const { name, value } of [...response.query, ...response.fragment]) {
      if (TOKENS.includes(name) && value !== '') yield { facts: [name, value.length] };
    }
  },
};

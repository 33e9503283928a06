import { bankWords } from '../bank-words.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const parameterEmpty: Rule<AuthorizationRequestSubject> = {
  id: 'AQ17',
  slug: 'parameter-empty',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §3.1',
  *check({ request: { parameters } }) {
    for (const { name, value } of parameters) if (value === '') yield { facts: [bankWords(name)] };
  },
};

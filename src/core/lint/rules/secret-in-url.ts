import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

const SECRETS = [
  'client_secret',
  'client_assertion',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'password',
];

export const secretInUrl: Rule<AuthorizationRequestSubject> = {
  id: 'AQ18',
  slug: 'secret-in-url',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §2.3.1; RFC 9700 §4.3',
  *check({ request: { parameters } }) {
    for (const { name, value } of parameters) {
      if (SECRETS.includes(name) && value !== '') yield { facts: [name, value.length] };
    }
  },
};

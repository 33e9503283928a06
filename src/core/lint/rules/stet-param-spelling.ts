import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

const NAMES = ['grant_type', 'client_id', 'redirect_uri', 'refresh_token', 'code_verifier'];

export const stetParamSpelling: Rule<TokenRequestSubject> = {
  id: 'PS05',
  slug: 'stet-param-spelling',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.4.2',
  *check({ request: { parameters } }) {
    for (const { name } of parameters) {
      const right = name.replaceAll('-', '_');
      if (right !== name && NAMES.includes(right)) yield { facts: [name, right] };
    }
  },
};

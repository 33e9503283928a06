import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const ccRefreshToken: Rule<TokenAnswerSubject> = {
  id: 'TR17',
  slug: 'cc-refresh-token',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §4.4.3',
  *check({ read, purpose }) {
    if (purpose !== 'client_credentials' || read.kind !== 'tokens') return;
    const token = read.members.refresh_token;
    if (token !== undefined) yield { facts: [token.length] };
  },
};

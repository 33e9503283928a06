import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** Not raised where the bank's own pages name one in this answer. */
export const ccRefreshToken: Rule<TokenAnswerSubject> = {
  id: 'TR17',
  slug: 'cc-refresh-token',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §4.4.3',
  *check({ read, purpose, profile }) {
    if (purpose !== 'client_credentials' || read.kind !== 'tokens') return;
    if (profile.tokenAnswer?.refresh_token) return;
    const token = read.members.refresh_token;
    if (token !== undefined) yield { facts: [token.length] };
  },
};

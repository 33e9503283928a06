import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const expiresInMissing: Rule<TokenAnswerSubject> = {
  id: 'TR11',
  slug: 'expires-in-missing',
  severity: 'info',
  actor: 'bank',
  source: 'RFC 6749 §5.1',
  *check({ read, profile }) {
    if (profile.tokenAnswer?.expires_in === '') return;
    if (read.kind === 'tokens' && read.json.expires_in === undefined) yield {};
  },
};

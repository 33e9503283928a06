import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const tokenTypeMissing: Rule<TokenAnswerSubject> = {
  id: 'TR09',
  slug: 'token-type-missing',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.1, §7.1',
  *check({ read }) {
    if (read.kind === 'tokens' && read.members.token_type === undefined) yield {};
  },
};

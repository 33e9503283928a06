import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const dpopDowngraded: Rule<TokenAnswerSubject> = {
  id: 'TR20',
  slug: 'dpop-downgraded',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9449 §5',
  *check({ read, askedDpop }) {
    const type = read.kind === 'tokens' ? read.members.token_type : undefined;
    if (askedDpop && type?.toLowerCase() === 'bearer') yield { facts: [type] };
  },
};

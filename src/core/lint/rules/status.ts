import { isSuccess } from '../answer-status.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const status: Rule<TokenAnswerSubject> = {
  id: 'TR06',
  slug: 'status',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.1',
  *check({ answer }) {
    if (isSuccess(answer) && answer.status !== 200) yield { facts: [answer.status] };
  },
};

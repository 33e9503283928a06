import { statedReason } from '../bank-words.ts';
import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import type { Rule } from '../rule.ts';

export const status403: Rule<ApiAnswerSubject> = {
  id: 'RS05',
  slug: '403',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6750 §3.1',
  *check({ answer, explanation }) {
    const meaning = explanation?.meaning;
    const unexplained = answer.status === 403 && meaning === undefined;
    if (unexplained || meaning === 'role_or_scope') {
      yield { facts: [answer.status, statedReason(answer)] };
    }
  },
};

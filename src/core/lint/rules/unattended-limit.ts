import { statedReason } from '../bank-words.ts';
import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import type { Rule } from '../rule.ts';

export const unattendedLimit: Rule<ApiAnswerSubject> = {
  id: 'PS17',
  slug: 'unattended-limit',
  severity: 'info',
  actor: 'you',
  source: 'Regulation (EU) 2018/389 Art. 36(5)(b)',
  *check({ answer, meaning }) {
    if (meaning === 'daily_limit') yield { facts: [answer.status, statedReason(answer)] };
  },
};

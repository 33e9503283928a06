import { statedReason } from '../bank-words.ts';
import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import type { Rule } from '../rule.ts';

export const stetExpired401Or403: Rule<ApiAnswerSubject> = {
  id: 'PS07',
  slug: 'stet-expired-401-or-403',
  severity: 'info',
  actor: 'you',
  source: '89C3 portal',
  *check({ answer, profile, meaning }) {
    if (meaning !== 'access_token_expired') return;
    if (profile.standard === 'stet' || answer.status === 403) {
      yield { facts: [answer.status, statedReason(answer)] };
    }
  },
};

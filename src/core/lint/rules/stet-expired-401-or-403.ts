import { statedReason } from '../bank-words.ts';
import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Banks differ in how an expired token shows; the profile's explanations tell. */
export const stetExpired401Or403: Rule<ApiAnswerSubject> = {
  id: 'PS07',
  slug: 'stet-expired-401-or-403',
  severity: 'info',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ answer, profile, explanation }) {
    if (explanation?.meaning !== 'access_token_expired') return;
    const source = profileSource(profile, 'explanations');
    yield { facts: [answer.status, statedReason(answer)], source };
  },
};

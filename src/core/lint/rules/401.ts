import { proofError } from '../../oauth/dpop-nonce.ts';
import { statedReason } from '../bank-words.ts';
import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import type { Rule } from '../rule.ts';

export const status401: Rule<ApiAnswerSubject> = {
  id: 'RS04',
  slug: '401',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6750 §3.1',
  *check({ answer, explanation }) {
    const meaning = explanation?.meaning;
    // A server that has something against the proof says nothing of the token.
    if (answer.status !== 401 || proofError(answer)) return;
    if (meaning === undefined || meaning === 'access_token_expired') {
      yield { facts: [statedReason(answer)] };
    }
  },
};

import type { ApiAnswerSubject } from '../explain-api-answer.ts';
import type { Rule } from '../rule.ts';

/** With which of them banks refuse a signature differs from bank to bank. */
const REFUSED = [400, 401, 403];

export const unsigned: Rule<ApiAnswerSubject> = {
  id: 'RS09',
  slug: 'unsigned',
  severity: 'warn',
  actor: 'you',
  source: 'draft-cavage-http-signatures-12',
  *check({ answer, explanation, profile, lacks = [] }) {
    if (lacks.length === 0 || !REFUSED.includes(answer.status)) return;
    if (explanation?.meaning === 'access_token_expired') return;
    const headers = profile.signature?.headers ?? [];
    yield { facts: [headers.join(' ') || '–', lacks.join(', ')] };
  },
};

import { type HttpAnswer, headerOf } from '../../oauth/http-message.ts';
import { bankWords } from '../bank-words.ts';
import type { Rule } from '../rule.ts';

export const overloaded: Rule<{ answer: HttpAnswer }> = {
  id: 'TE04',
  slug: 'overloaded',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6585 §4; RFC 9110 §10.2.3',
  *check({ answer }) {
    if (answer.status !== 429 && answer.status !== 503) return;
    yield { facts: [answer.status, bankWords(headerOf(answer, 'retry-after')) || '–'] };
  },
};

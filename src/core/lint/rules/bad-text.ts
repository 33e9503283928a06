import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const badText: Rule<TokenAnswerSubject> = {
  id: 'TR04',
  slug: 'bad-text',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 8259 §8.1',
  *check({ answer }) {
    if (answer.badText) yield { facts: [answer.bytes] };
  },
};

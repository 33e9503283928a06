import { headerOf } from '../../oauth/http-message.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const cacheable: Rule<TokenAnswerSubject> = {
  id: 'TR18',
  slug: 'cacheable',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.1',
  *check({ answer, read }) {
    if (read.kind !== 'tokens') return;
    const control = headerOf(answer, 'cache-control') ?? '';
    if (!/\bno-store\b/i.test(control)) yield { facts: [bankWords(control)] };
  },
};

import { isSuccess } from '../answer-status.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const errorInSuccess: Rule<TokenAnswerSubject> = {
  id: 'TR07',
  slug: 'error-in-success',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.2',
  *check({ answer, read }) {
    if (!isSuccess(answer) || read.kind !== 'error') return;
    yield { facts: [answer.status, bankWords(read.error.error)] };
  },
};

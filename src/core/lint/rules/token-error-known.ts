import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** Codes that no standard knows are raised too, with a sentence that says so. */
export const tokenErrorKnown: Rule<Pick<TokenAnswerSubject, 'answer' | 'read'>> = {
  id: 'TE01',
  slug: 'token-error-known',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §5.2',
  *check({ answer, read }) {
    if (read.kind !== 'error') return;
    const { error, error_description } = read.error;
    yield { facts: [bankWords(error), answer.status, bankWords(error_description)] };
  },
};

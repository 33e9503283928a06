import { pageTitle } from '../../oauth/token-response.ts';
import { isSuccess } from '../answer-status.ts';
import { bankWords } from '../bank-words.ts';
import { firstJsonFault } from '../json-fault.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const notAJsonObject: Rule<TokenAnswerSubject> = {
  id: 'TR03',
  slug: 'not-a-json-object',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.1; RFC 8259',
  *check({ answer, read }) {
    if (!isSuccess(answer) || read.kind !== 'unexpected' || read.json) return;
    const { line, column } = firstJsonFault(answer.body);
    yield { facts: [line, column, answer.bytes, bankWords(pageTitle(answer))] };
  },
};

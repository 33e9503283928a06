import type { HttpAnswer } from '../../oauth/http-message.ts';
import { pageTitle, parseObject } from '../../oauth/token-response.ts';
import { isSuccess } from '../answer-status.ts';
import { bankWords } from '../bank-words.ts';
import { bodyKind } from '../body-kind.ts';
import { firstJsonFault } from '../json-fault.ts';
import type { Rule } from '../rule.ts';

export const notAJsonObject: Rule<{ answer: HttpAnswer }> = {
  id: 'TR03',
  slug: 'not-a-json-object',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.1; RFC 8259',
  *check({ answer }) {
    if (!isSuccess(answer) || (!answer.cut && parseObject(answer.body))) return;
    const { line, column } = firstJsonFault(answer.body);
    yield { facts: [line, column, answer.bytes, bankWords(pageTitle(answer)), bodyKind(answer)] };
  },
};

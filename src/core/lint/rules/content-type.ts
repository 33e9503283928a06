import { parseObject } from '../../oauth/token-response.ts';
import { isSuccess } from '../answer-status.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';
import { mediaType } from '../sent-parameters.ts';

export const contentType: Rule<TokenAnswerSubject> = {
  id: 'TR02',
  slug: 'content-type',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.1',
  *check({ answer }) {
    const type = mediaType(answer);
    if (!isSuccess(answer) || type === 'application/json') return;
    yield { facts: [bankWords(type)], severity: parseObject(answer.body) ? 'warn' : 'error' };
  },
};

import { isSuccess } from '../answer-status.ts';
import { bankWords } from '../bank-words.ts';
import { jsonType } from '../json-type.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const accessTokenMissing: Rule<TokenAnswerSubject> = {
  id: 'TR08',
  slug: 'access-token-missing',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.1',
  *check({ answer, read }) {
    if (!isSuccess(answer) || read.kind !== 'unexpected' || !read.json) return;
    const { access_token: value } = read.json;
    yield { facts: [bankWords(Object.keys(read.json).join(', ')), jsonType(value)] };
  },
};

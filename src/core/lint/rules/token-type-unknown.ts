import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';
import { isMac } from './token-type-mac.ts';

export const tokenTypeUnknown: Rule<TokenAnswerSubject> = {
  id: 'TR10',
  slug: 'token-type-unknown',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §7.1',
  *check({ read }) {
    const type = read.kind === 'tokens' ? read.members.token_type : undefined;
    if (type === undefined || isMac(type)) return;
    if (!['bearer', 'dpop'].includes(type.toLowerCase())) yield { facts: [bankWords(type)] };
  },
};

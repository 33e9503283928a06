import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';
import { isMacAtStet } from './token-type-mac.ts';

export const tokenTypeUnknown: Rule<TokenAnswerSubject> = {
  id: 'TR10',
  slug: 'token-type-unknown',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §7.1',
  *check(subject) {
    const { read } = subject;
    const type = read.kind === 'tokens' ? read.members.token_type : undefined;
    if (type === undefined || isMacAtStet(subject)) return;
    if (!['bearer', 'dpop'].includes(type.toLowerCase())) yield { facts: [bankWords(type)] };
  },
};

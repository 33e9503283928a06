import { jsonType } from '../json-type.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const tokenTypeMissing: Rule<TokenAnswerSubject> = {
  id: 'TR09',
  slug: 'token-type-missing',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §5.1, §7.1',
  *check({ read, profile }) {
    // An empty name says that this bank's answers have none.
    if (profile.tokenAnswer?.token_type === '') return;
    if (read.kind !== 'tokens' || read.members.token_type !== undefined) return;
    yield { facts: [jsonType(read.json.token_type)] };
  },
};

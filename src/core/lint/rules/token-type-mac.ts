import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const tokenTypeMac: Rule<TokenAnswerSubject> = {
  id: 'PS11',
  slug: 'token-type-mac',
  severity: 'error',
  actor: 'bank',
  source: '89C3 portal',
  *check(subject) {
    if (subject.read.kind === 'tokens' && isMacAtStet(subject)) {
      yield { facts: [bankWords(subject.read.members.token_type)] };
    }
  },
};

/** True when a bank of the STET standard answers with the token type that its pages name by mistake. */
export function isMacAtStet({ read, profile }: TokenAnswerSubject): boolean {
  return (
    profile.standard === 'stet' &&
    read.kind === 'tokens' &&
    read.members.token_type?.toLowerCase() === 'mac'
  );
}

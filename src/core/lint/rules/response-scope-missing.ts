import type { BankProfile } from '../../banks/bank-profile.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const responseScopeMissing: Rule<TokenAnswerSubject> = {
  id: 'PS12',
  slug: 'response-scope-missing',
  severity: 'warn',
  actor: 'bank',
  source: '89C3 portal ([1..1])',
  *check({ read, profile }) {
    if (read.kind === 'tokens' && read.members.scope === undefined && mustSayScope(profile)) {
      yield { facts: [profile.scope.default] };
    }
  },
};

/** True for payments of the STET standard, whose answers must name the scope. */
export function mustSayScope(profile: Pick<BankProfile, 'standard' | 'service'>): boolean {
  return profile.standard === 'stet' && profile.service === 'pisp';
}

import type { BankProfile } from '../../banks/bank-profile.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

export const responseScopeMissing: Rule<TokenAnswerSubject> = {
  id: 'PS12',
  slug: 'response-scope-missing',
  severity: 'warn',
  actor: 'bank',
  source: "The bank's own documentation",
  *check({ read, profile }) {
    if (read.kind === 'tokens' && read.members.scope === undefined && mustSayScope(profile)) {
      const source = profileSource(profile, 'scope.inAnswer');
      yield { facts: [profile.scope.default], source };
    }
  },
};

/** True for banks whose token answers name the scope even if it is what was asked for. */
export function mustSayScope({ scope }: Pick<BankProfile, 'scope'>): boolean {
  return scope.inAnswer === 'always';
}

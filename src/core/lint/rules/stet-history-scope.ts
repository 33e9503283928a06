import type { BankProfile } from '../../banks/bank-profile.ts';
import { bankWords } from '../bank-words.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Scope values that a request asks for, or that an answer to a refresh left out. */
export interface SpecialScopeSubject {
  profile?: BankProfile | undefined;
  asked?: readonly string[];
  lost?: readonly string[];
}

/** Values of which the profile says that sources disagree, or that a refresh ends them. */
export const stetHistoryScope: Rule<SpecialScopeSubject> = {
  id: 'PS08',
  slug: 'stet-history-scope',
  severity: 'info',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ profile, asked = [], lost = [] }) {
    const { doubtful = {}, lostAtRefresh = [] } = profile?.scope ?? {};
    for (const value of new Set(asked)) {
      if (!Object.hasOwn(doubtful, value)) continue;
      const source = profileSource(profile, 'scope.doubtful');
      yield { facts: [value, bankWords(doubtful[value])], severity: 'warn', source };
    }
    for (const value of lostAtRefresh.filter((one) => lost.includes(one))) {
      yield { facts: [value, ''], source: profileSource(profile, 'scope.lostAtRefresh') };
    }
  },
};

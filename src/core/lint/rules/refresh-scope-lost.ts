import { bankWords } from '../bank-words.ts';
import { scopeLost } from '../granted-scope.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** What the profile says is lost by design is told by the rule for that. */
export const refreshScopeLost: Rule<TokenAnswerSubject> = {
  id: 'RF05',
  slug: 'refresh-scope-lost',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §6',
  *check(subject) {
    const { read, profile } = subject;
    const byDesign = profile.scope.lostAtRefresh ?? [];
    const lost = scopeLost(subject).filter((value) => !byDesign.includes(value));
    const granted = read.kind === 'tokens' ? read.members.scope : '';
    if (lost.length > 0) yield { facts: [lost.join(' '), bankWords(granted)] };
  },
};

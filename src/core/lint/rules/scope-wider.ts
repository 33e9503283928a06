import { bankWords } from '../bank-words.ts';
import { grantedScope } from '../granted-scope.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** Without a scope in the request the bank gives its default, and nothing is wider than that. */
export const scopeWider: Rule<TokenAnswerSubject> = {
  id: 'TR15',
  slug: 'scope-wider',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §3.3; RFC 9700 §2.3',
  *check({ read, profile, requestedScope }) {
    const asked = grantedScope(requestedScope, profile);
    if (read.kind !== 'tokens' || read.members.scope === undefined || asked.length === 0) return;
    const added = grantedScope(read.members.scope, profile).filter(
      (value) => !asked.includes(value),
    );
    if (added.length > 0) yield { facts: [bankWords(added.join(' ')), requestedScope] };
  },
};

import { bankWords } from '../bank-words.ts';
import { grantedScope } from '../granted-scope.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const scopeNarrower: Rule<TokenAnswerSubject> = {
  id: 'TR14',
  slug: 'scope-narrower',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §3.3',
  *check({ read, profile, purpose, requestedScope }) {
    // After a refresh what counts is the scope before it, which another rule compares.
    if (purpose === 'refresh' || read.kind !== 'tokens' || read.members.scope === undefined) return;
    const granted = grantedScope(read.members.scope, profile);
    // Who gives an ID token has granted what it is asked for with, whether the bank says so or not.
    if (read.members.id_token !== undefined) granted.push('openid');
    const missing = grantedScope(requestedScope, profile).filter(
      (value) => !granted.includes(value),
    );
    if (missing.length > 0) yield { facts: [missing.join(' '), bankWords(read.members.scope)] };
  },
};

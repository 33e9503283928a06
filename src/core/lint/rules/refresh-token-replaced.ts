import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const refreshTokenReplaced: Rule<TokenAnswerSubject> = {
  id: 'RF02',
  slug: 'refresh-token-replaced',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6749 §6; RFC 9700 §4.14.2',
  *check({ read, purpose, refreshTokenBefore }) {
    if (purpose !== 'refresh' || read.kind !== 'tokens' || refreshTokenBefore === undefined) return;
    const after = read.members.refresh_token;
    if (after !== undefined && after !== refreshTokenBefore) {
      yield { facts: [refreshTokenBefore.length, after.length] };
    }
  },
};

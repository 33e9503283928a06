import type { BankProfile } from '../banks/bank-profile.ts';
import type { TokenAnswerSubject } from './lint-token-answer.ts';
import { scopeValues } from './scope-values.ts';

/** The values of a granted scope: in answers a blank separates too, whatever the bank wants in requests. */
export function grantedScope(scope: string, profile: Pick<BankProfile, 'scope'>): string[] {
  return scopeValues(scope, profile.scope.separator).flatMap((value) => scopeValues(value));
}

/** The values that were there before a refresh and are not in its answer; none where it says no scope. */
export function scopeLost(subject: TokenAnswerSubject): string[] {
  const { read, purpose, profile, requestedScope, scopeBefore = requestedScope } = subject;
  if (purpose !== 'refresh' || read.kind !== 'tokens' || !read.members.scope) return [];
  const granted = grantedScope(read.members.scope, profile);
  return grantedScope(scopeBefore, profile).filter((value) => !granted.includes(value));
}

import type { BankProfile } from '../banks/bank-profile.ts';
import { scopeValues } from './scope-values.ts';

/** The values of a granted scope: in answers a blank separates too, whatever the bank wants in requests. */
export function grantedScope(scope: string, profile: Pick<BankProfile, 'scope'>): string[] {
  return scopeValues(scope, profile.scope.separator).flatMap((value) => scopeValues(value));
}

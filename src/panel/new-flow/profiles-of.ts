import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';

/** The profiles of all banks, each once. */
export function profilesOf(banks: readonly Bank[]): BankProfile[] {
  return [...new Set(banks.flatMap(({ profiles }) => profiles))];
}

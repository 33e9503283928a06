import type { BankProfile } from './bank-profile.ts';

/** The names that options fill beside their variable. */
export function namesSetByOptions({ variables }: Pick<BankProfile, 'variables'>): string[] {
  const options = Object.values(variables).flatMap(({ options = [] }) => options);
  return [...new Set(options.flatMap(({ sets = {} }) => Object.keys(sets)))];
}

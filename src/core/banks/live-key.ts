import type { BankProfile } from './bank-profile.ts';
import { findOption, type VariableChoices } from './request-values.ts';

/**
 * What a person unlocks for live: one service of one bank. The id of the profile, and where its banks are
 * options of a variable, the chosen option's key behind a slash.
 */
export function liveKey(
  { id, bankVariable, variables }: Pick<BankProfile, 'id' | 'bankVariable' | 'variables'>,
  choices: VariableChoices,
): string {
  const variable = bankVariable === undefined ? undefined : variables[bankVariable];
  if (bankVariable === undefined || !variable) return id;
  const choice = choices[bankVariable] ?? variable.default ?? variable.options?.[0]?.key ?? '';
  // A bank may be named by its code too: that must not be another lock.
  return `${id}/${findOption(variable, choice)?.key ?? choice}`;
}

/** The profile of a key, and the option's key where it has one. */
export function partsOfLiveKey(key: string): { profileId: string; option?: string } {
  const slash = key.indexOf('/');
  if (slash < 0) return { profileId: key };
  return { profileId: key.slice(0, slash), option: key.slice(slash + 1) };
}

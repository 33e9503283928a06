import type { Bank } from '../../core/banks/bank-list.ts';
import { partsOfLiveKey } from '../../core/banks/live-key.ts';
import { inWords } from '../bank-texts.ts';

/** A service of a bank whose live environment is unlocked, as a person knows it. */
export interface UnlockedBank {
  /** as it stands in the settings */
  key: string;
  bank: string;
  label: string;
}

/**
 * What is unlocked, with its names; what the catalogue no longer has is known by its key. Keys that
 * unlock nothing, because the profile has several banks by now, are left out.
 */
export function unlockedBanks(
  banks: readonly Bank[],
  unlockedLive: readonly string[],
): UnlockedBank[] {
  return unlockedLive.flatMap((key) => {
    const { profileId, option } = partsOfLiveKey(key);
    const having = banks.filter(({ profiles }) => profiles.some(({ id }) => id === profileId));
    if (having.length === 0) return [{ key, bank: key, label: '' }];
    const bank = having.find((other) => other.option === option);
    const profile = bank?.profiles.find(({ id }) => id === profileId);
    return bank && profile ? [{ key, bank: bank.name, label: inWords(profile.label) }] : [];
  });
}

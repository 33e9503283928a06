import type { Bank } from '../../core/banks/bank-list.ts';

/** A profile whose live environment is unlocked, as a person knows it. */
export interface UnlockedProfile {
  id: string;
  group: string;
  label: string;
}

/** Unlocked profiles with their names; one that the catalogue no longer has is known by its id. */
export function unlockedProfiles(
  banks: readonly Bank[],
  unlockedLive: readonly string[],
): UnlockedProfile[] {
  return unlockedLive.map((id) => {
    const profile = banks.flatMap(({ profiles }) => profiles).find((other) => other.id === id);
    return { id, group: profile?.group ?? id, label: profile?.label ?? id };
  });
}

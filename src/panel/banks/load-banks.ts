import { type Bank, listBanks, resolveCatalogue } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';

let loading: Promise<readonly Bank[]> | undefined;

/** The banks of the catalogue, practice banks first. Read when first asked for, and kept. */
export function loadBanks(): Promise<readonly Bank[]> {
  loading ??= import('../../core/banks/catalogue/index.ts').then(({ catalogue }) =>
    practiceFirst(listBanks(resolveCatalogue(catalogue))),
  );
  return loading;
}

/** The same banks in the same order, but those to practise with at the top. */
export function practiceFirst(banks: readonly Bank[]): Bank[] {
  return [...banks.filter(isPractice), ...banks.filter((bank) => !isPractice(bank))];
}

/** Banks by group, in the order in which the groups first appear. */
export function bankGroups(banks: readonly Bank[]): [group: string, banks: Bank[]][] {
  const groups = new Map<string, Bank[]>();
  for (const bank of banks) groups.set(bank.group, [...(groups.get(bank.group) ?? []), bank]);
  return [...groups];
}

function isPractice({ profiles }: Bank): boolean {
  return profiles.every((profile) =>
    environmentKinds(profile).every((kind) => kind === 'practice'),
  );
}

function environmentKinds({ environments }: BankProfile) {
  return Object.values(environments).map(({ kind }) => kind);
}

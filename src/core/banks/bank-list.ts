import type { BankProfile } from './bank-profile.ts';
import { type ProfileFiles, profileIds, resolveProfile } from './resolve-profile.ts';

/** One bank as a person picks it: a group and, where the group has several, one option of its bank variable. */
export interface Bank {
  /** unique over the catalogue, e.g. `Example Group/12345` */
  key: string;
  group: string;
  name: string;
  /** option key of the bank variable; absent when the group is one bank */
  option?: string;
  /** what the option puts into addresses, e.g. a bank code */
  code?: string;
  /** one profile a service */
  profiles: BankProfile[];
}

/** Every profile of the files that is complete and sound. Unsound ones are our own bug and throw. */
export function resolveCatalogue(files: ProfileFiles): BankProfile[] {
  return profileIds(files).map((id) => {
    const resolved = resolveProfile(id, files);
    if (resolved.ok) return resolved.value;
    const faults = resolved.error
      .map(({ path, kind, facts }) => `${path.join('.')}: ${kind} ${facts.join(' ')}`)
      .join('; ');
    throw new Error(`catalogue profile ${id}: ${faults}`);
  });
}

/** The banks of some profiles: profiles of one group and option are services of one bank. */
export function listBanks(profiles: readonly BankProfile[]): Bank[] {
  const banks = new Map<string, Bank>();
  for (const profile of profiles) {
    for (const bank of banksOf(profile)) {
      const known = banks.get(bank.key);
      if (known) known.profiles.push(profile);
      else banks.set(bank.key, bank);
    }
  }
  return [...banks.values()];
}

function banksOf(profile: BankProfile): Bank[] {
  const { group } = profile;
  const options = profile.bankVariable
    ? profile.variables[profile.bankVariable]?.options
    : undefined;
  if (!options) return [{ key: group, group, name: group, profiles: [profile] }];
  return options.map(({ key, value, label }) => ({
    key: `${group}/${key}`,
    group,
    name: label,
    option: key,
    code: value ?? key,
    profiles: [profile],
  }));
}

/** The environments of a profile for a bank: those that are documented to serve it first, then the rest. */
export function environmentsFor(profile: BankProfile, bank: Pick<Bank, 'option'>): string[] {
  const all = Object.keys(profile.environments);
  const served = documentedEnvironments(profile, bank);
  return [
    ...all.filter((key) => served.includes(key)),
    ...all.filter((key) => !served.includes(key)),
  ];
}

/** The environments that are documented to serve a bank; all of them when the profile does not say. */
export function documentedEnvironments(
  profile: BankProfile,
  { option }: Pick<Bank, 'option'>,
): string[] {
  const all = Object.keys(profile.environments);
  const options = profile.bankVariable
    ? profile.variables[profile.bankVariable]?.options
    : undefined;
  const served = options?.find(({ key }) => key === option)?.environments;
  return served ? all.filter((key) => served.includes(key)) : all;
}

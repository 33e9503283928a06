import { resolveCatalogue } from '../core/banks/bank-list.ts';
import type { BankProfile } from '../core/banks/bank-profile.ts';
import { catalogue } from '../core/banks/catalogue/index.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';

/** Every profile that ships with the tool. */
export function allProfiles(): BankProfile[] {
  return resolveCatalogue(catalogue);
}

/** The profile that `--bank` names. */
export function findProfile(id: string): Result<BankProfile, string> {
  const profile = allProfiles().find((one) => one.id === id);
  return profile ? ok(profile) : err(english('cli_no_such_bank', id));
}

/** The environment that `--env` names; without it the first one that is not live. */
export function findEnvironment(
  profile: BankProfile,
  key: string | undefined,
): Result<string, string> {
  const keys = Object.keys(profile.environments);
  const safe = keys.find((one) => profile.environments[one]?.kind !== 'live');
  const chosen = key ?? safe ?? '';
  return keys.includes(chosen)
    ? ok(chosen)
    : err(english('cli_no_such_environment', profile.id, chosen, keys.join(', ')));
}

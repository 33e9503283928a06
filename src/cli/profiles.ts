import { resolveCatalogue } from '../core/banks/bank-list.ts';
import type { BankProfile } from '../core/banks/bank-profile.ts';
import {
  type ImportedProfiles,
  type ImportFault,
  readProfileFiles,
} from '../core/banks/import/read-profile-files.ts';
import { describeProfileFault } from '../core/banks/profile-fault.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';
import { readTextFile } from './read-text-file.ts';
import { readShippedProfiles } from './shipped-profiles.ts';

let all: readonly BankProfile[] | undefined;

/** Every profile that ships with the tool. */
export function allProfiles(): readonly BankProfile[] {
  all ??= resolveCatalogue(readShippedProfiles());
  return all;
}

/** The profile that `--bank` names: the id of a shipped one, or a file (`FILE.json`, `FILE.json#id`). */
export function findProfile(name: string): Result<BankProfile, string> {
  const [, path, id] = /^([^#]*(?:\.json|[\\/][^#]*))(?:#(.*))?$/is.exec(name) ?? [];
  if (path !== undefined) return findInFile(path, id);
  const profile = allProfiles().find((one) => one.id === name);
  return profile ? ok(profile) : err(english('cli_no_such_bank', name));
}

/** What is in a file of own profiles: the profiles, or the faults of the file. */
export type OwnFile = Result<ImportedProfiles, ImportFault[]>;

/** Reads a file of own profiles; fails with a sentence where there is no such file. */
export function readOwnFile(path: string): Result<OwnFile, string> {
  const text = readTextFile(path);
  return text.ok ? ok(readProfileFiles(text.value, readShippedProfiles())) : text;
}

/** A fault as compilers write it, so that editors find the place. */
export function faultLine(path: string, fault: ImportFault): string {
  return `${path}:${fault.line}:${fault.column}: ${describeProfileFault(fault, english)}`;
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

function findInFile(path: string, id: string | undefined): Result<BankProfile, string> {
  const file = readOwnFile(path);
  if (!file.ok) return file;
  if (!file.value.ok) {
    const lines = file.value.error.map((fault) => faultLine(path, fault));
    return err(english('cli_unsound_file', path, lines.join('\n')));
  }
  const { profiles } = file.value.value;
  const names = profiles.map((profile) => `${path}#${profile.id}`).join(', ');
  if (id === undefined && profiles.length > 1) {
    return err(english('cli_several_profiles', path, names));
  }
  const profile = id === undefined ? profiles[0] : profiles.find((one) => one.id === id);
  return profile ? ok(profile) : err(english('cli_no_such_profile_in_file', path, id ?? '', names));
}

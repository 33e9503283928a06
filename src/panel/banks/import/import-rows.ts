import type { OwnProfiles } from '../../../contract/profiles.ts';
import { listBanks } from '../../../core/banks/bank-list.ts';
import type { BankProfile, Environment } from '../../../core/banks/bank-profile.ts';
import { findSecrets, withoutSecrets } from '../../../core/banks/import/find-secrets.ts';
import type { ProfileFile } from '../../../core/banks/import/read-profile-files.ts';
import { servedEnvironments } from '../bank-facts.ts';
import type { Catalogue } from '../load-banks.ts';
import { type ImportSource, sameFile } from './read-source.ts';

/** A profile that was read and may be added. */
export interface ImportRow {
  id: string;
  file: ProfileFile;
  /** `undefined` for a dialect */
  profile: BankProfile | undefined;
  banks: number;
  environments: readonly { label: string; kind: Environment['kind']; hosts: readonly string[] }[];
  /** `same`: the person, or the tool, has exactly this; `taken`: the person has another of this id */
  state: 'new' | 'same' | 'taken';
  /** dotted places of what looks like a secret */
  secrets: readonly string[];
}

/** What the person decided about the profiles to be added. */
export interface ImportChoices {
  /** ids of own profiles that are to be replaced */
  replace: ReadonlySet<string>;
  secrets: 'left_out' | 'kept';
}

/** Everything that was read, a profile a row. Of two with the same id, the later one counts. */
export function importRows(
  sources: readonly ImportSource[],
  { own, shipped }: Pick<Catalogue, 'own' | 'shipped'>,
): ImportRow[] {
  const rows = new Map<string, ImportRow>();
  for (const { outcome } of sources) {
    if (outcome.kind !== 'read') continue;
    for (const [id, file] of Object.entries(outcome.files)) {
      const profile = outcome.profiles.find((one) => one.id === id);
      const known = own[id] ?? shipped[id];
      rows.set(id, {
        id,
        file,
        profile,
        ...contentsOf(profile),
        state: known === undefined ? 'new' : sameFile(known, file) ? 'same' : 'taken',
        secrets: findSecrets(file).map((path) => path.join('.')),
      });
    }
  }
  return [...rows.values()];
}

/** The files to keep, as the person decided. */
export function filesToAdd(
  rows: readonly ImportRow[],
  { replace, secrets }: ImportChoices,
): OwnProfiles {
  return Object.fromEntries(
    rows
      .filter(({ id, state }) => state === 'new' || (state === 'taken' && replace.has(id)))
      .map(({ id, file }) => [
        id,
        secrets === 'kept' ? file : withoutSecrets(file, findSecrets(file)),
      ]),
  );
}

function contentsOf(profile: BankProfile | undefined): Pick<ImportRow, 'banks' | 'environments'> {
  const banks = profile ? listBanks([profile]) : [];
  const [first] = banks;
  const environments =
    profile && first
      ? servedEnvironments(profile, first).map(({ environment: { label, kind }, endpoints }) => {
          const hosts = endpoints.flatMap(({ url }) =>
            URL.canParse(url) ? new URL(url).host : [],
          );
          return { label, kind, hosts: [...new Set(hosts)] };
        })
      : [];
  return { banks: banks.length, environments };
}

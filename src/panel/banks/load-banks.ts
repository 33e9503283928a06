import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OwnProfiles } from '../../contract/profiles.ts';
import { type Bank, listBanks, resolveCatalogue } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { findImportFaults } from '../../core/banks/import/check-imported.ts';
import type { ProfileFault } from '../../core/banks/profile-fault.ts';
import { type ProfileFiles, profileIds, resolveProfile } from '../../core/banks/resolve-profile.ts';
import { err, type Result } from '../../core/result.ts';
import { policy } from '../policy/policy.ts';
import { presetProfiles } from '../policy/preset-profiles.ts';
import { ownProfiles } from './own-profiles.ts';

/** An own file that describes no bank: a dialect for others to build on, or one with faults. */
export interface UnlistedProfile {
  id: string;
  /** what a person may know it by */
  name: string;
  /** empty for a dialect */
  faults: readonly ProfileFault[];
}

/** Every bank that can be chosen: those of the tool, and the person's own. */
export interface Catalogue {
  /** practice banks first, then own ones, then the others */
  banks: readonly Bank[];
  unlisted: readonly UnlistedProfile[];
  /** the files that nobody changes here: those that ship with the tool, and an organisation's */
  shipped: ProfileFiles;
  /** the person's own files */
  own: OwnProfiles;
}

let resolved: { shipped: ProfileFiles; profiles: BankProfile[] } | undefined;
let latest: { own: OwnProfiles; catalogue: Promise<Catalogue> } | undefined;

/** Shipped and own profiles, resolved together. Read when first asked for, and anew when own ones change. */
export function loadCatalogue(): Promise<Catalogue> {
  const own = ownProfiles.value;
  if (latest?.own !== own) latest = { own, catalogue: readCatalogue(own) };
  return latest.catalogue;
}

/** The banks of the catalogue, practice banks first. */
export async function loadBanks(): Promise<readonly Bank[]> {
  return (await loadCatalogue()).banks;
}

/** What every component shows, so that all of them change at the same time. */
const shown = signal<Catalogue | undefined>(undefined);

/** The catalogue within a component, which is drawn anew when own profiles change. */
export function useCatalogue(): Catalogue | undefined {
  const own = ownProfiles.value;
  useEffect(() => {
    void loadCatalogue().then((loaded) => {
      if (loaded.own === ownProfiles.peek()) shown.value = loaded;
    });
  }, [own]);
  return shown.value;
}

/** The banks within a component; `undefined` while they are read. */
export function useBanks(): readonly Bank[] | undefined {
  return useCatalogue()?.banks;
}

/** The catalogue of some files; what ships with the tool is never replaced by an own file of its id. */
export function catalogueOf(
  shipped: ProfileFiles,
  shippedProfiles: readonly BankProfile[],
  own: OwnProfiles,
): Catalogue {
  const files = { ...own, ...shipped };
  const sound: BankProfile[] = [];
  const unlisted: UnlistedProfile[] = [];
  const banksAmong = new Set(profileIds(own));
  for (const [id, file] of Object.entries(own)) {
    const name = nameOf(file) ?? id;
    const result = Object.hasOwn(shipped, id) ? nameTaken(id) : resolveOwn(id, files);
    if (!banksAmong.has(id)) unlisted.push({ id, name, faults: [] });
    else if (result.ok) sound.push(result.value);
    else unlisted.push({ id, name, faults: result.error });
  }
  const ownIds = new Set(sound.map(({ id }) => id));
  const banks = listBanks([...shippedProfiles, ...sound]);
  return { banks: ownAfterPractice(practiceFirst(banks), ownIds), unlisted, shipped, own };
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

async function readCatalogue(own: OwnProfiles): Promise<Catalogue> {
  const { shippedProfiles: shipped } = await import('./shipped-profiles.ts');
  resolved ??= { shipped, profiles: resolveCatalogue(shipped) };
  const { files } = presetProfiles(policy.value.profiles);
  // The organisation's are like own ones, but nobody changes them here.
  const { banks, unlisted } = catalogueOf(shipped, resolved.profiles, { ...own, ...files });
  return { banks, unlisted, shipped: { ...files, ...shipped }, own };
}

/** A bank that only own profiles describe stands after the practice banks; a practice copy among them. */
function ownAfterPractice(banks: readonly Bank[], ownIds: ReadonlySet<string>): Bank[] {
  const isOwn = ({ profiles }: Bank) => profiles.every(({ id }) => ownIds.has(id));
  const practice = banks.filter((bank) => isPractice(bank) && !isOwn(bank));
  const others = banks.filter((bank) => !isPractice(bank) && !isOwn(bank));
  return [...practice, ...banks.filter(isOwn), ...others];
}

/** Stored files are a stranger's: they are held to what an import is held to. */
function resolveOwn(id: string, files: ProfileFiles): Result<BankProfile, ProfileFault[]> {
  const result = resolveProfile(id, files);
  if (!result.ok) return result;
  if (result.value.id !== id) return nameTaken(result.value.id);
  const faults = [...findImportFaults(result.value)];
  return faults.length > 0 ? err(faults) : result;
}

function nameTaken(id: string): Result<never, ProfileFault[]> {
  return err([{ path: ['id'], kind: 'name_taken', facts: [id] }]);
}

function nameOf(file: OwnProfiles[string]): string | undefined {
  const name = file.group ?? file.label;
  return typeof name === 'string' ? name : undefined;
}

function isPractice({ profiles }: Bank): boolean {
  return profiles.every((profile) =>
    environmentKinds(profile).every((kind) => kind === 'practice'),
  );
}

function environmentKinds({ environments }: BankProfile) {
  return Object.values(environments).map(({ kind }) => kind);
}

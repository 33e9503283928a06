import { type OwnProfiles, profileFileSchema } from '../../contract/profiles.ts';
import { partsOfLiveKey } from '../../core/banks/live-key.ts';
import { type LocalArea, StoredEntries } from './stored-entries.ts';

/**
 * The bank profiles that a person brought, as files in `storage.local`. Whether they describe a bank is
 * for the panel to find out: it has what they inherit from.
 */
export class ProfileStore {
  readonly stored: StoredEntries<OwnProfiles[string]>;

  constructor(area: LocalArea) {
    this.stored = new StoredEntries<OwnProfiles[string]>(area, {
      key: 'profiles',
      member: 'files',
      schemaOf: () => profileFileSchema,
    });
  }

  /** The files by id. What is stored but is no file is passed over. */
  read(): Promise<OwnProfiles> {
    return this.stored.read();
  }

  /** Adds files, and replaces those whose id is taken. */
  save(files: OwnProfiles): Promise<OwnProfiles> {
    return this.stored.change((stored) => ({ ...stored, ...files }));
  }

  delete(id: string): Promise<OwnProfiles> {
    return this.stored.change(({ [id]: _gone, ...others }) => others);
  }
}

/**
 * The live keys that stay unlocked when own files change. A changed file may name other hosts, also for the
 * profiles that inherit from it: what was unlocked was another bank, so all own ones are locked again.
 */
export function stillUnlocked(unlockedLive: readonly string[], own: OwnProfiles): string[] {
  return unlockedLive.filter((key) => !Object.hasOwn(own, partsOfLiveKey(key).profileId));
}

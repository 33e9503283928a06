import * as z from 'zod/mini';
import { type OwnProfiles, profileFileSchema } from '../../contract/profiles.ts';
import { partsOfLiveKey } from '../../core/banks/live-key.ts';
import type { LocalArea } from './settings-store.ts';

/** Step n brings stored profiles of version n to version n + 1; steps are only ever added. */
const MIGRATIONS: readonly ((files: Record<string, unknown>) => Record<string, unknown>)[] = [
  (files) => files,
];

const storedSchema = z.object({ version: z.number(), files: z.record(z.string(), z.unknown()) });

/**
 * The bank profiles that a person brought, as files in `storage.local`. Whether they describe a bank is
 * for the panel to find out: it has what they inherit from.
 */
export class ProfileStore {
  readonly #area: LocalArea;
  #last: Promise<unknown> = Promise.resolve();

  constructor(area: LocalArea) {
    this.#area = area;
  }

  /** The files by id. What is stored but is no file is passed over. */
  async read(): Promise<OwnProfiles> {
    const { profiles: stored } = await this.#area.get('profiles');
    const parsed = z.safeParse(storedSchema, stored);
    if (!parsed.success) return {};
    const migrated = MIGRATIONS.slice(parsed.data.version).reduce(
      (files, migrate) => migrate(files),
      parsed.data.files,
    );
    return Object.fromEntries(
      Object.entries(migrated).flatMap(([id, file]) => {
        const fits = z.safeParse(profileFileSchema, file);
        return fits.success ? [[id, fits.data]] : [];
      }),
    );
  }

  /** Adds files, and replaces those whose id is taken. */
  save(files: OwnProfiles): Promise<OwnProfiles> {
    return this.#change((stored) => ({ ...stored, ...files }));
  }

  delete(id: string): Promise<OwnProfiles> {
    return this.#change(({ [id]: _gone, ...others }) => others);
  }

  /** One change after the other: two at once would each undo the other. */
  #change(change: (files: OwnProfiles) => OwnProfiles): Promise<OwnProfiles> {
    const next = this.#last
      .catch(() => undefined)
      .then(async () => {
        const files = change(await this.read());
        await this.#area.set({ profiles: { version: MIGRATIONS.length, files } });
        return files;
      });
    this.#last = next;
    return next;
  }
}

/**
 * The live keys that stay unlocked when own files change. A changed file may name other hosts, also for the
 * profiles that inherit from it: what was unlocked was another bank, so all own ones are locked again.
 */
export function stillUnlocked(unlockedLive: readonly string[], own: OwnProfiles): string[] {
  return unlockedLive.filter((key) => !Object.hasOwn(own, partsOfLiveKey(key).profileId));
}

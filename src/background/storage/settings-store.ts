import * as z from 'zod/mini';
import { fitting } from '../../contract/fitting.ts';
import { type Policy, policyDefaults, readPolicy } from '../../contract/policy.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../contract/settings.ts';

/** The part of `storage.local` that settings use. */
export interface LocalArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** Step n brings stored settings of version n to version n + 1; steps are only ever added. */
const MIGRATIONS: readonly ((stored: Record<string, unknown>) => Record<string, unknown>)[] = [
  (stored) => stored,
];

const storedSchema = z.object({ version: z.number(), settings: z.record(z.string(), z.unknown()) });

/**
 * Settings in `storage.local`, within what the organisation has set. A member that does not fit falls back to its default;
 * the others stay.
 */
export class SettingsStore {
  readonly #area: LocalArea;
  /** What the organisation has set, as the browser holds it: nothing, where nobody has. */
  readonly managed: () => Promise<Record<string, unknown>>;

  constructor(area: LocalArea, managed: () => Promise<Record<string, unknown>>) {
    this.#area = area;
    this.managed = managed;
  }

  async policy(): Promise<Policy> {
    return readPolicy(await this.managed());
  }

  async read(): Promise<Settings> {
    const policy = await this.policy();
    const settings = {
      ...defaultSettings,
      ...policyDefaults(policy),
      ...(await this.#stored()),
    };
    const { keepFlows, keepDays } = settings;
    return {
      ...settings,
      keepFlows: atMost(policy.keepFlows, keepFlows),
      keepDays: atMost(policy.keepDays, keepDays),
    };
  }

  async save(change: { [Name in keyof Settings]?: Settings[Name] | undefined }): Promise<Settings> {
    // What nobody chose is not stored: defaults may change.
    const settings = { ...(await this.#stored()), ...fitting(settingsSchema.shape, change) };
    await this.#area.set({ settings: { version: MIGRATIONS.length, settings } });
    return this.read();
  }

  async #stored(): Promise<Partial<Settings>> {
    const { settings: stored } = await this.#area.get('settings');
    const parsed = z.safeParse(storedSchema, stored);
    if (!parsed.success) return {};
    const migrated = MIGRATIONS.slice(parsed.data.version).reduce(
      (value, migrate) => migrate(value),
      parsed.data.settings,
    );
    return fitting(settingsSchema.shape, migrated);
  }
}

/** A limit that a person set, within that of the organisation; 0 or less is none. */
function atMost(limit: number | undefined, wanted: number): number {
  return limit !== undefined && (wanted <= 0 || wanted > limit) ? limit : wanted;
}

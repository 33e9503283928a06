import type * as z from 'zod/mini';
import { type Policy, policyDefaults, readPolicy } from '../../contract/policy.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../contract/settings.ts';
import { type LocalArea, StoredEntries } from './stored-entries.ts';

const shape: Record<string, z.ZodMiniType<Setting>> = settingsSchema.shape;
type Setting = Settings[keyof Settings];

/**
 * Settings in `storage.local`, within what the organisation has set. A member that does not fit falls back to its default;
 * the others stay.
 */
export class SettingsStore {
  readonly stored: StoredEntries<Setting>;
  /** What the organisation has set, as the browser holds it: nothing, where nobody has. */
  readonly managed: () => Promise<Record<string, unknown>>;

  constructor(area: LocalArea, managed: () => Promise<Record<string, unknown>>) {
    this.stored = new StoredEntries<Setting>(area, {
      key: 'settings',
      schemaOf: (name) => (Object.hasOwn(shape, name) ? shape[name] : undefined),
    });
    this.managed = managed;
  }

  async policy(): Promise<Policy> {
    return readPolicy(await this.managed());
  }

  async read(): Promise<Settings> {
    const policy = await this.policy();
    const stored = await this.stored.read();
    const settings: Settings = Object.assign({}, defaultSettings, policyDefaults(policy), stored);
    const { keepFlows, keepDays } = settings;
    return {
      ...settings,
      keepFlows: atMost(policy.keepFlows, keepFlows),
      keepDays: atMost(policy.keepDays, keepDays),
    };
  }

  async save(change: { [Name in keyof Settings]?: Settings[Name] | undefined }): Promise<Settings> {
    // What nobody chose is not stored: defaults may change.
    await this.stored.change((before) => Object.assign(before, change));
    return this.read();
  }
}

/** A limit that a person set, within that of the organisation; 0 or less is none. */
function atMost(limit: number | undefined, wanted: number): number {
  return limit !== undefined && (wanted <= 0 || wanted > limit) ? limit : wanted;
}

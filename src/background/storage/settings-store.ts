import * as z from 'zod/mini';
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

/** Settings in `storage.local`. A member that does not fit falls back to its default; the others stay. */
export class SettingsStore {
  readonly #area: LocalArea;

  constructor(area: LocalArea) {
    this.#area = area;
  }

  async read(): Promise<Settings> {
    const { settings: stored } = await this.#area.get('settings');
    const parsed = z.safeParse(storedSchema, stored);
    if (!parsed.success) return defaultSettings;
    const migrated = MIGRATIONS.slice(parsed.data.version).reduce(
      (value, migrate) => migrate(value),
      parsed.data.settings,
    );
    return keepFitting(migrated);
  }

  async save(change: { [Name in keyof Settings]?: Settings[Name] | undefined }): Promise<Settings> {
    const settings = keepFitting({ ...(await this.read()), ...change });
    await this.#area.set({ settings: { version: MIGRATIONS.length, settings } });
    return settings;
  }
}

function keepFitting(stored: Record<string, unknown>): Settings {
  const fitting = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = z.safeParse<z.ZodMiniType>(schema, stored[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...defaultSettings, ...Object.fromEntries(fitting) };
}

import * as z from 'zod/mini';

/** The part of `storage.local` that is used. */
export interface LocalArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

interface Form<Entry> {
  /** what the entries stand under in the area */
  key: string;
  /** and beside their version, where that is another name */
  member?: string;
  /** a list, and no record by name */
  isList?: true;
  /** `undefined`: nobody here knows such an entry, as one of a newer version */
  schemaOf(name: string): z.ZodMiniType<Entry> | undefined;
}

type Entries<Entry> = Record<string, Entry>;

/** Ends a name that was free, which no entry has; alone, it is that of a value which is no record of entries at all. */
const ASIDE = ' ~';

/**
 * Entries in one key of `storage.local`, as `{ version, [member]: entries }`, all at version 1: who makes a second brings
 * those of the first up to date where they are read. What is stored is a stranger's: what this
 * version cannot read is passed over, and stays there whatever is written beside it.
 */
export class StoredEntries<Entry> {
  readonly #area: LocalArea;
  readonly #form: Form<Entry>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(area: LocalArea, form: Form<Entry>) {
    this.#area = area;
    this.#form = form;
  }

  /** By name, those of a list by their place. */
  async read(): Promise<Entries<Entry>> {
    return (await this.#stored()).entries;
  }

  /** What is stored beside them and cannot be read, by name. */
  async unread(): Promise<Entries<unknown>> {
    return (await this.#stored()).rest;
  }

  /** Deletes what cannot be read. */
  drop(): Promise<unknown> {
    return this.change((entries) => entries, true);
  }

  /** One change after the other: two at once would each undo the other. @param drops also what cannot be read */
  change(
    change: (entries: Entries<Entry>) => Entries<Entry> | Promise<Entries<Entry>>,
    drops?: true,
  ): Promise<Entries<Entry>> {
    const changed = this.#last.then(async () => {
      const { version, entries, rest } = await this.#stored();
      const after = await change(entries);
      const all: Entries<unknown> = { ...after };
      for (const [name, value] of Object.entries(drops ? {} : rest)) {
        let free = name;
        while (free in all) free += ASIDE;
        all[free] = value;
      }
      const { key, member = key, isList } = this.#form;
      await this.#area.set({ [key]: { version, [member]: isList ? Object.values(all) : all } });
      return after;
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }

  async #stored() {
    const { key, member = key, schemaOf } = this.#form;
    const value = (await this.#area.get(key))[key];
    const { version, [member]: held }: Entries<unknown> = Object(value);
    const isWhole = typeof version === 'number' && held === Object(held);
    const aside = value === undefined ? {} : { [ASIDE]: value };
    const entries: Entries<Entry> = {};
    const rest: Entries<unknown> = {};
    for (const [name, one] of Object.entries(isWhole ? (held as object) : aside)) {
      const schema = name.endsWith(ASIDE) ? undefined : schemaOf(name);
      const parsed = schema && z.safeParse(schema, one);
      if (parsed?.success) entries[name] = parsed.data;
      else rest[name] = one;
    }
    return { version: isWhole ? version : 1, entries, rest };
  }
}

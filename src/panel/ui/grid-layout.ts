import type { Signal } from '@preact/signals';
import { remembered } from './remembered.ts';

export interface GridSort {
  /** id of a column */
  column: string;
  descending: boolean;
}

/** How a person arranged a grid. */
export interface GridLayout {
  /** `undefined`: as the rows come */
  sort: GridSort | undefined;
  /** ids of columns that are not shown */
  hidden: readonly string[];
  /** of columns that were made wider or narrower, in rem */
  widths: Readonly<Record<string, number>>;
}

/** The arrangement of a grid, kept under a name. */
export function rememberedGrid(name: string, sort?: GridSort): Signal<GridLayout> {
  return remembered<GridLayout>(name, { sort, hidden: [], widths: {} }, (kept) => {
    const { sort: by, hidden, widths } = kept as { [Part in keyof GridLayout]?: unknown };
    const { column, descending } = (by ?? {}) as { [Part in keyof GridSort]?: unknown };
    return {
      sort: typeof column === 'string' ? { column, descending: descending === true } : sort,
      hidden: Array.isArray(hidden) ? hidden.filter((id) => typeof id === 'string') : [],
      widths: Object.fromEntries(
        Object.entries(widths ?? {}).filter(([, width]) => typeof width === 'number'),
      ),
    };
  });
}

/** Rows by what a column says of them; those of which it says the same keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: (row: Row) => string | number,
  descending: boolean,
  locale: string,
): readonly Row[] {
  const places = new Map<string, number>();
  const keyed = rows.map((row) => [row, sortBy(row)] as const);
  // Each text is compared once as people sort it, however many rows say it: that takes its time.
  const texts = new Set(keyed.flatMap(([, key]) => (typeof key === 'string' ? [key] : [])));
  if (texts.size > 1) {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    for (const [place, text] of [...texts].sort(compare).entries()) places.set(text, place);
  }
  const placeOf = (key: string | number) => (typeof key === 'string' ? places.get(key) : key) ?? 0;
  const sign = descending ? -1 : 1;
  return keyed.toSorted(([, a], [, b]) => sign * (placeOf(a) - placeOf(b))).map(([row]) => row);
}

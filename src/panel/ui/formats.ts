import { message } from '../browser.ts';

/**
 * One formatter for a language, or for each kind of a thing in it: making one takes longer than drawing the row that it
 * is for.
 */
export function perLocale<Format, Kind extends string = never>(
  make: (locale: string, kind: Kind) => Format,
): (...kind: [Kind] extends [never] ? [] : [Kind]) => Format {
  const made = new Map<string, Format>();
  return (...kind) => {
    const locale = message('locale_tag');
    const key = [locale, ...kind].join();
    const format = made.get(key) ?? make(locale, ...(kind as [Kind]));
    made.set(key, format);
    return format;
  };
}

/** Numbers as people read them. */
export const numberFormat = perLocale((locale) => new Intl.NumberFormat(locale));

import { message } from '../browser.ts';

let names: Intl.DisplayNames | undefined;

/** A country in words, from its ISO 3166 code; a code that is none stays as it is. */
export function countryWord(code: string): string {
  names ??= new Intl.DisplayNames(message('locale_tag'), { type: 'region' });
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

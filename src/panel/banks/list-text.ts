import { message } from '../browser.ts';

/** A list in words: `a, b and c`, or with `or`, or with commas alone. */
export function listText(
  items: readonly string[],
  type: Intl.ListFormatType = 'conjunction',
): string {
  return new Intl.ListFormat(message('locale_tag'), { type }).format(items);
}

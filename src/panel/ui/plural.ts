import type { MessageKey } from '../../core/messages.ts';
import { message } from '../browser.ts';

/** The sentence for a number of things: the key is chosen by the plural rules of the language. */
export function plural(count: number, keys: { one: MessageKey; other: MessageKey }): string {
  const locale = message('locale_tag');
  const rule = new Intl.PluralRules(locale).select(count);
  const number = new Intl.NumberFormat(locale).format(count);
  return message(rule === 'one' ? keys.one : keys.other, number);
}

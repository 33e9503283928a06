import type { MessageKey } from '../../core/messages.ts';
import { message } from '../browser.ts';
import { numberFormat, perLocale } from './formats.ts';

const pluralRules = perLocale((locale) => new Intl.PluralRules(locale));

/** The sentence for a number of things: the key is chosen by the plural rules of the language. */
export function plural(count: number, keys: { one: MessageKey; other: MessageKey }): string {
  const rule = pluralRules().select(count);
  return message(rule === 'one' ? keys.one : keys.other, numberFormat().format(count));
}

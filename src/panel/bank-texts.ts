import { signal } from '@preact/signals';
import type { BankProfile } from '../core/banks/bank-profile.ts';
import { type BankTexts, bankText } from '../core/banks/bank-text.ts';
import { message } from './browser.ts';

/** What shipped profiles say, in the reader's language; empty in English. */
export const bankTexts = signal<BankTexts>({});

const files = import.meta.glob<BankTexts>('../core/banks/catalogue-texts/*.json', {
  import: 'default',
});

/** Reads what the shipped profiles say in the reader's language; whoever shows it is drawn anew. */
export async function loadBankTexts(): Promise<void> {
  const [language = ''] = message('locale_tag').split('-');
  const read = files[`../core/banks/catalogue-texts/${language}.json`];
  if (read) bankTexts.value = await read();
}

/** A text of a bank profile as the reader reads it. Records and requests keep the English one. */
export function inWords(english: string): string {
  return bankText(bankTexts.value, english);
}

/** What a request of a profile is called: its label, else its name. */
export function requestWord({ requests }: BankProfile, name: string): string {
  return inWords(requests[name]?.label ?? name);
}

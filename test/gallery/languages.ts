import type { MessageFile } from '../../src/core/messages.ts';
import { longMessages, mirroredMessages } from '../fixtures/pseudo-messages.ts';

const files = import.meta.glob<MessageFile>('../../_locales/*/messages.json', {
  eager: true,
  import: 'default',
});

const english = fileOf('en');

function fileOf(locale: string): MessageFile {
  return files[`../../_locales/${locale}/messages.json`] ?? {};
}

/** What the gallery can be read in: the product's languages, and two that only tests read. */
export const LANGUAGES = ['en', 'fr', 'sv', 'de', 'pseudo', 'rtl'] as const;

/** The messages of a language; what it lacks is said in English, as in a package. */
export function messagesOf(language: string): MessageFile {
  if (language === 'pseudo') return longMessages(english);
  if (language === 'rtl') return mirroredMessages(english);
  return { ...english, ...fileOf(language) };
}

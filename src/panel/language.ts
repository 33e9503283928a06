import { message } from './browser.ts';

/** Says on `<html>` in which language the page's words are, and which way they run. */
export function followLanguage(): void {
  const { documentElement } = document;
  documentElement.lang = message('locale_tag');
  documentElement.dir = message('locale_dir');
}

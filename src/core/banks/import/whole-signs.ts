import type { ProfileFile } from './read-profile-files.ts';

/** A file of texts that can be kept: half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD. */
export function withWholeSigns(file: ProfileFile): ProfileFile {
  return Object.fromEntries(
    Object.entries(file).map(([name, value]) => [wholeText(name), wholeValue(value)]),
  );
}

function wholeValue(value: unknown): unknown {
  if (typeof value === 'string') return wholeText(value);
  if (Array.isArray(value)) return value.map(wholeValue);
  return typeof value === 'object' && value !== null ? withWholeSigns({ ...value }) : value;
}

function wholeText(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

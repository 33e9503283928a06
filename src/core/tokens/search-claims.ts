import type { Claims } from './decode-jwt.ts';

/** The members of which name or value holds a text, upper or lower case; all of them for an empty text. */
export function findMembers(members: Claims, query: string): [name: string, value: unknown][] {
  const wanted = query.trim().toLowerCase();
  const all = Object.entries(members);
  if (wanted === '') return all;
  return all.filter(
    ([name, value]) =>
      name.toLowerCase().includes(wanted) || valueText(value).toLowerCase().includes(wanted),
  );
}

/** A value as it is shown: text bare, all else as JSON; what is short or large without line breaks. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  const flat = JSON.stringify(value);
  return flat.length < 40 || flat.length > 5000 ? flat : JSON.stringify(value, null, 1);
}

import * as fc from 'fast-check';

/** What can happen to a stored value; none of it leaves the value as it was. */
export const DAMAGES = ['truncated', 'wrong type', 'flipped byte', 'member lost'] as const;
export type Damage = (typeof DAMAGES)[number];

/** Where in a value something happens: a share of its length, and the byte that comes there. */
export const placeOf = fc.record({
  share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  byte: fc.integer({ min: 32, max: 126 }),
});
type Place = typeof placeOf extends fc.Arbitrary<infer T> ? T : never;

/** A value as it may be found again. What is no JSON any more is found as text, as a reader of bytes would hand it on. */
export function damage(value: unknown, how: Damage, { share, byte }: Place): unknown {
  const text = JSON.stringify(value);
  const at = Math.floor(share * text.length);
  switch (how) {
    case 'truncated':
      return parsed(text.slice(0, at));
    case 'wrong type':
      return [null, 7, true, 'text', [], {}][byte % 6];
    case 'flipped byte':
      return parsed(text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1));
    case 'member lost': {
      const members = Object.entries(value as object);
      return Object.fromEntries(members.filter((_one, place) => place !== byte % members.length));
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Raw {
  rawObjectStores: Map<string, { records: { get(key: unknown): { value: unknown } | undefined } }>;
}

/** Changes a stored row under its key, as nothing but a damaged disk does. */
export function damageRow(
  database: IDBDatabase,
  store: string,
  key: unknown,
  change: (row: unknown) => unknown,
): void {
  const { _rawDatabase: raw } = database as unknown as { _rawDatabase: Raw };
  const row = raw.rawObjectStores.get(store)?.records.get(key);
  if (!row) throw new Error(`no row ${key} in ${store}`);
  row.value = change(row.value);
}

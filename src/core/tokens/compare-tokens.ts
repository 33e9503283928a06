import type { Claims, DecodedToken } from './decode-jwt.ts';

/** A header member or claim in which two tokens differ. */
export interface Difference {
  place: 'header' | 'claims';
  name: string;
  kind: 'added' | 'removed' | 'changed';
  /** in the first token; absent where it was added */
  before?: unknown;
  /** in the second; absent where it was removed */
  after?: unknown;
}

/** Where two tokens differ, header first; `undefined` where one of them cannot be read. */
export function compareTokens(first: DecodedToken, second: DecodedToken): Difference[] | undefined {
  const [before, after] = [partsOf(first), partsOf(second)];
  if (!before || !after) return undefined;
  return [
    ...compare('header', before.header, after.header),
    ...compare('claims', before.claims, after.claims),
  ];
}

function partsOf(token: DecodedToken): Record<'header' | 'claims', Claims> | undefined {
  if (token.kind === 'opaque' || !token.header) return undefined;
  return { header: token.header, claims: (token.kind === 'jwt' && token.claims) || {} };
}

function* compare(place: Difference['place'], before: Claims, after: Claims): Iterable<Difference> {
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, name)) yield { place, name, kind: 'removed', before: value };
    else if (!isSame(value, after[name])) {
      yield { place, name, kind: 'changed', before: value, after: after[name] };
    }
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) yield { place, name, kind: 'added', after: value };
  }
}

/** Equal as JSON; the order of members does not count. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
  const [own, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    own.length === others.size &&
    own.every(([name, value]) => others.has(name) && isSame(value, others.get(name)))
  );
}

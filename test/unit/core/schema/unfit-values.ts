class Strange {
  kind = 'started';
}

/** Fresh values of every kind, some of which hardly any schema expects. */
function strangers(): unknown[] {
  return [
    undefined,
    null,
    true,
    0,
    -0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 60,
    -(2 ** 60),
    '',
    'x',
    '1',
    '\u{1F600}',
    ' a-b ',
    Symbol.for('x'),
    () => 1,
    [],
    [undefined],
    new Array(2),
    ['a', 'b'],
    ['a', 'b', 'c'],
    {},
    { length: 0 },
    { length: 'x' },
    { kind: 'unheard_of' },
    { kind: undefined, ok: null },
    { constructor: 'text' },
    { 'not a name': 1, 12: 'x', [Symbol.for('key')]: 'x' },
    Object.create({ kind: 'started', ok: true, inherited: 1 }),
    Object.create(null),
    JSON.parse('{"__proto__": {"kind": "started"}, "toString": 1}'),
    new Strange(),
    new Map([['a', 1]]),
    new Date(0),
    nested(200),
  ];
}

function nested(depth: number): unknown {
  return depth === 0 ? 'end' : { kind: 'started', values: [nested(depth - 1)] };
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) =>
      pathsIn(member, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The value with another at one place; with nothing at all there when `change` says so. */
function changedAt(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  const member = changedAt(copy[key], rest, change);
  if (member === REMOVED) delete copy[key];
  else copy[key] = member;
  return copy;
}

const REMOVED = Symbol('removed');

/** A value with one place changed in every way: removed, surrounded, given a surplus member, or replaced. */
function unfitAt(value: unknown, path: Path): unknown[] {
  const at = (change: (old: unknown) => unknown) => changedAt(value, path, change);
  return [
    ...(path.length > 0 ? [at(() => REMOVED)] : []),
    at((old) => [old]),
    at((old) => ({ ...Object(old), surplus: 1, 'another one': 2 })),
    at((old) => Object.assign(JSON.parse('{"__proto__": {"a": 1}}'), Object(old))),
    at((old) => ({ 0: old, length: 1 })),
    ...strangers().map((stranger) => at(() => stranger)),
  ];
}

/** Every place of a value changed in every way, and two places at once; `most` bounds their number. */
export function unfitValues(value: unknown, most = Number.POSITIVE_INFINITY): unknown[] {
  const paths = pathsIn(value);
  const step = Math.max(1, Math.ceil((paths.length * 43) / most));
  const single = paths.flatMap((path) => unfitAt(value, path));
  const some = single.filter((_, index) => index % step === 0);
  const last = paths.at(-1) ?? [];
  return [...some, ...some.slice(0, 40).map((unfit) => changedSafely(unfit, last))];
}

function changedSafely(value: unknown, path: Path): unknown {
  try {
    return changedAt(value, path, () => null);
  } catch {
    return value;
  }
}

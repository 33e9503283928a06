/** The way to a member of a profile file. */
export type MemberPath = readonly string[];

type Members = Readonly<Record<string, unknown>>;

/** What stands at a path; `undefined` when nothing does. */
export function memberAt(value: unknown, path: MemberPath): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isMembers(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}

/**
 * A file with another value at a path. A value that would be inherited anyway is left out of the file;
 * `undefined` takes the member away, also one that is inherited. Objects that are emptied go too.
 *
 * @see RFC 7396: `null` removes what a parent says
 */
export function withMember(
  file: Members,
  inherited: unknown,
  path: MemberPath,
  value: unknown,
): Members {
  const [name, ...rest] = path;
  if (name === undefined) return file;
  const parent = memberAt(inherited, [name]);
  const { [name]: own, ...others } = file;
  const next =
    rest.length === 0
      ? differing(value, parent)
      : emptiedIsGone(
          withMember(isMembers(own) ? own : {}, parent, rest, value),
          parent === undefined && own !== undefined && MAY_BE_EMPTY.includes(name),
        );
  if (next === undefined) return others;
  // A member that was there keeps its place among the others.
  return { ...file, [name]: next };
}

/** Members that a profile must have, if only empty. */
const MAY_BE_EMPTY = ['environments', 'endpoints', 'lifetimes', 'scope', 'variables'];

function differing(value: unknown, inherited: unknown): unknown {
  if (value === undefined) return inherited === undefined ? undefined : null;
  return JSON.stringify(value) === JSON.stringify(inherited) ? undefined : value;
}

function emptiedIsGone(members: Members, keepEmpty: boolean): Members | undefined {
  return Object.keys(members).length === 0 && !keepEmpty ? undefined : members;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

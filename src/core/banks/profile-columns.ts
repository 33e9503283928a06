import type { ProfileFiles } from './resolve-profile.ts';

/** Profile files, member by member: each with its values in the order of the files, and a hole where a file has none. */
export type ProfileColumns = Readonly<Record<string, readonly unknown[]>>;

/** The files of a table, in the order in which they stand in their folder; `ids` are their names, row by row. */
export function filesFromColumns(ids: readonly string[], columns: ProfileColumns): ProfileFiles {
  const files = ids.map((id, row): [string, object] => {
    const members = Object.entries(columns).filter(([, values]) => row in values);
    return [id, Object.fromEntries(members.map(([name, values]) => [name, values[row]]))];
  });
  return Object.fromEntries(files.toSorted(([a], [b]) => (`${a}.` < `${b}.` ? -1 : 1)));
}

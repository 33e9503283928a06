import type { ProfileFiles } from './resolve-profile.ts';

/** Profile files by id, from files by path: a file is named after its profile. */
export function profileFilesFrom(byPath: Readonly<Record<string, unknown>>): ProfileFiles {
  return Object.fromEntries(
    Object.entries(byPath).map(([path, file]) => [
      /([^/\\]+)\.json$/.exec(path)?.[1] ?? path,
      file,
    ]),
  );
}

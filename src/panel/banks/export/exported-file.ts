import { findSecrets, withoutSecrets } from '../../../core/banks/import/find-secrets.ts';
import type { ProfileFile } from '../../../core/banks/import/read-profile-files.ts';
import { ancestorIds } from '../../../core/banks/resolve-profile.ts';
import type { Catalogue } from '../load-banks.ts';

/** Profiles about to be exported. */
export interface ProfileExport {
  /** as they are kept, with own profiles that they inherit from before them */
  files: readonly ProfileFile[];
  /** dotted places that look like secrets, with the profile's id before them */
  secrets: readonly string[];
}

/** The files of some profiles, by id. Another copy of this tool has what shipped ones inherit from. */
export function profilesToExport(
  ids: readonly string[],
  { own, shipped }: Pick<Catalogue, 'own' | 'shipped'>,
): ProfileExport {
  const all = { ...own, ...shipped };
  const wanted = ids.flatMap((id) => [
    ...ancestorIds(id, all)
      .slice(1)
      .filter((ancestor) => Object.hasOwn(own, ancestor))
      .toReversed(),
    id,
  ]);
  const files = [...new Set(wanted)].flatMap((id) => {
    const file = all[id] as ProfileFile | undefined;
    return file ? [file] : [];
  });
  const secrets = files.flatMap((file) =>
    findSecrets(file).map((path) => [file.id, ...path].join('.')),
  );
  return { files, secrets };
}

/** The text of an export: one profile as itself, several as a list. */
export function exportText({ files }: ProfileExport, secrets: 'left_out' | 'kept'): string {
  const written =
    secrets === 'kept' ? files : files.map((file) => withoutSecrets(file, findSecrets(file)));
  return `${JSON.stringify(written.length === 1 ? written[0] : written, null, 2)}\n`;
}

/** The name of the file to save; one with secrets in it says so. */
export function exportName({ files }: ProfileExport, secrets: 'left_out' | 'kept'): string {
  const [only] = files;
  const name = files.length === 1 ? String(only?.id) : 'bank-profiles';
  return secrets === 'kept' ? `${name}-with-secrets.json` : `${name}.json`;
}

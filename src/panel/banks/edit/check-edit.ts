import { readProfileFiles } from '../../../core/banks/import/read-profile-files.ts';
import type { Catalogue } from '../load-banks.ts';
import { type ShownFault, shownFaults } from '../shown-fault.ts';
import { type ReadEdit, readEdit } from './profile-edit.ts';

/** An edited text, read and checked. */
export interface CheckedEdit {
  /** `undefined` when the text is no JSON object: then only the JSON tab can be used */
  read: ReadEdit | undefined;
  faults: readonly ShownFault[];
}

/** Reads an edited text against everything that it may inherit from. */
export function checkEdit(
  text: string,
  keptId: string | undefined,
  { own, shipped }: Pick<Catalogue, 'own' | 'shipped'>,
): CheckedEdit {
  const { [keptId ?? '']: _itself, ...others } = own;
  const files = { ...others, ...shipped };
  const read = readEdit(text, files);
  const result = readProfileFiles(text, files);
  if (result.ok) {
    // A list of profiles is a file to import, not one to edit.
    const path = { path: [], line: 1, column: 1 } as const;
    const faults = read ? [] : [{ ...path, kind: 'wrong_type' as const, facts: ['object'] }];
    return { read, faults: shownFaults(faults, new Set()) };
  }
  const isDialect = read?.file.abstract === true;
  const faults = result.error.filter(({ kind }) => !isDialect || kind !== 'nothing_to_import');
  return { read, faults: shownFaults(faults, new Set(Object.keys(others))) };
}

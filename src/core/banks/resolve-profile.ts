import * as z from 'zod/mini';
import { err, ok, type Result } from '../result.ts';
import { type BankProfile, bankProfileSchema } from './bank-profile.ts';
import { findProfileFaults } from './check-profile.ts';
import { mergePatch } from './merge-patch.ts';
import { faultsOf, type ProfileFault } from './profile-fault.ts';

/** Profile files by id, still unchecked. A file may name its parent in `extends`. */
export type ProfileFiles = Readonly<Record<string, unknown>>;

const MAX_ANCESTORS = 8;

/** Members of a file that say how to read it and are no part of the profile. */
const FILE_MEMBERS = ['extends', 'abstract', '$schema'];

/**
 * Merges a profile file with its ancestors, checks it, and checks every template in it.
 * All faults are listed; none is thrown.
 */
export function resolveProfile(
  id: string,
  files: ProfileFiles,
): Result<BankProfile, ProfileFault[]> {
  const line = ancestorLine(id, files);
  if (!line.ok) return line;
  const merged = line.value.reduce<unknown>(
    (whole, file) => mergePatch(whole, withoutFileMembers(file)),
    {},
  );
  const parsed = z.safeParse(bankProfileSchema, merged, { reportInput: true });
  if (!parsed.success) return err(faultsOf(parsed.error.issues));
  const faults = [...findProfileFaults(parsed.data)];
  return faults.length > 0 ? err(faults) : ok(parsed.data);
}

/** The ids of the files that describe a bank, leaving out dialects (`abstract: true`). */
export function profileIds(files: ProfileFiles): string[] {
  return Object.keys(files).filter(
    (id) => (files[id] as { abstract?: unknown } | null)?.abstract !== true,
  );
}

/** The ids of a file and its ancestors, the file itself first, as far as they are there. */
export function ancestorIds(id: string, files: ProfileFiles): string[] {
  const ids: string[] = [];
  for (let next: unknown = id; typeof next === 'string' && ids.length <= MAX_ANCESTORS; ) {
    if (!Object.hasOwn(files, next)) break;
    ids.push(next);
    next = (files[next] as { extends?: unknown } | null)?.extends;
  }
  return ids;
}

/** A file and its ancestors, the oldest first. */
function ancestorLine(id: string, files: ProfileFiles): Result<object[], ProfileFault[]> {
  const ids = ancestorIds(id, files);
  if (ids.length > MAX_ANCESTORS) return fault('endless_parents', '');
  const line = ids.map((one) => files[one]);
  const [own, oldest] = [line[0], line.at(-1)];
  if (typeof own !== 'object' || own === null) {
    return err([{ path: [], kind: 'wrong_type', facts: ['object'] }]);
  }
  const missing = (oldest as { extends?: unknown }).extends;
  if (missing !== undefined)
    return fault('no_such_parent', typeof missing === 'string' ? missing : '');
  return ok(line.toReversed() as object[]);
}

function fault(kind: ProfileFault['kind'], fact: string): Result<never, ProfileFault[]> {
  return err([{ path: ['extends'], kind, facts: [fact] }]);
}

function withoutFileMembers(file: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(file).filter(([name]) => !FILE_MEMBERS.includes(name)));
}

import type { OwnProfiles } from '../../../contract/profiles.ts';
import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { mergePatch } from '../../../core/banks/merge-patch.ts';
import { ancestorIds, type ProfileFiles } from '../../../core/banks/resolve-profile.ts';
import { message } from '../../browser.ts';
import { optionOf } from '../bank-facts.ts';
import type { Catalogue } from '../load-banks.ts';
import { isMembers, type MemberPath, withMember } from './member.ts';

/** A profile file under the pen. Its text is what counts; the form reads it and writes it anew. */
export interface ProfileEdit {
  /** the id under which it is kept; `undefined` for one that is not kept yet */
  keptId: string | undefined;
  /** what a person calls it, in the title */
  name: string;
  text: string;
  /** the text as it was opened */
  original: string;
}

/** The text of a file and what it comes from, as the form shows it. */
export interface ReadEdit {
  file: OwnProfiles[string];
  /** all that its ancestors say; empty when it has none */
  inherited: unknown;
  /** the file on top of them, unchecked */
  merged: unknown;
}

/** An own file, to be changed. */
export function editOf(id: string, { own }: Catalogue): ProfileEdit {
  const text = fileText(own[id] ?? {});
  return { keptId: id, name: id, text, original: text };
}

/**
 * A copy of a service of one bank. Of a shipped profile it is a small file that inherits the rest, and
 * holds of its banks only the one that was looked at; an own file is copied as it is.
 */
export function copyOf(profile: BankProfile, bank: Bank, catalogue: Catalogue): ProfileEdit {
  const { own, shipped } = catalogue;
  const id = freeId(`${profile.id}-copy`, { ...own, ...shipped });
  const group = message('bank_copy_group', profile.group);
  const source = own[profile.id];
  const file = source
    ? { ...source, id, group }
    : { extends: profile.id, id, group, ...onlyBank(profile, bank) };
  const text = fileText(file);
  return { keptId: undefined, name: id, text, original: text };
}

/** What the text of an edit says; `undefined` when it is no JSON object. */
export function readEdit(text: string, files: ProfileFiles): ReadEdit | undefined {
  const file = parsed(text);
  if (!isMembers(file)) return undefined;
  const parent = file.extends;
  const line = typeof parent === 'string' ? ancestorIds(parent, files).toReversed() : [];
  const inherited = line.reduce<unknown>((whole, id) => mergePatch(whole, files[id]), {});
  return { file, inherited, merged: mergePatch(inherited, file) };
}

/** The text with another value at a path. */
export function changeMember(
  { file, inherited }: ReadEdit,
  path: MemberPath,
  value: unknown,
): string {
  return fileText(withMember(file, inherited, path, value));
}

/** A file as it is shown and stored: two blanks a level. */
export function fileText(file: OwnProfiles[string]): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function onlyBank(profile: BankProfile, bank: Bank): object {
  const option = optionOf(profile, bank);
  if (!profile.bankVariable || !option) return {};
  return { variables: { [profile.bankVariable]: { default: option.key, options: [option] } } };
}

function freeId(wanted: string, taken: ProfileFiles): string {
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? wanted : `${wanted}-${at}`;
    if (!Object.hasOwn(taken, id)) return id;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

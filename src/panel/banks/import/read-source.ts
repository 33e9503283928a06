import type { StartingDraft } from '../../../core/banks/import/proposal.ts';
import {
  type ImportedProfiles,
  type ProfileFile,
  readProfileFiles,
} from '../../../core/banks/import/read-profile-files.ts';
import type { ProfileFiles } from '../../../core/banks/resolve-profile.ts';
import type { Catalogue } from '../load-banks.ts';
import { type ShownFault, shownFaults } from '../shown-fault.ts';

/** A text that may hold profiles, with a name to know it by. */
export interface ImportText {
  name: string;
  text: string;
}

/** What became of one text, file, address or command. */
export interface ImportSource {
  name: string;
  /** what was not taken over from it, one sentence each */
  notes: readonly string[];
  /** what a form over its profile starts with */
  draft?: StartingDraft;
  /** why it should not be trusted; to be used all the same, somebody has to say so */
  doubt?: string;
  outcome:
    | ({ kind: 'read' } & ImportedProfiles)
    | { kind: 'faults'; faults: readonly ShownFault[] }
    | { kind: 'refused'; sentences: readonly string[] };
}

type Known = Pick<Catalogue, 'own' | 'shipped'>;

/** Reads texts, which may inherit from shipped profiles, from own ones and from each other. */
export function readTexts(texts: readonly ImportText[], known: Known): ImportSource[] {
  const read = new Map<ImportText, ImportSource>();
  let files: ProfileFiles = {};
  for (let progress = true; progress; ) {
    progress = false;
    for (const one of texts) {
      if (read.get(one)?.outcome.kind === 'read') continue;
      const source = readText(one, known, files);
      read.set(one, source);
      if (source.outcome.kind !== 'read') continue;
      files = { ...files, ...source.outcome.files };
      progress = true;
    }
  }
  return [...read.values()];
}

function readText({ name, text }: ImportText, known: Known, others: ProfileFiles): ImportSource {
  const inText = filesIn(text);
  const all = { ...others, ...known.own, ...known.shipped };
  // Own profiles may be replaced, and shipped ones may come back as they are.
  const base = Object.fromEntries(
    Object.entries(all).filter(([id, file]) => {
      const same = inText.find((one) => one.id === id);
      return !same || (Object.hasOwn(known.shipped, id) && !sameFile(same, file));
    }),
  );
  const result = readProfileFiles(text, base);
  return {
    name,
    notes: [],
    outcome: result.ok
      ? { kind: 'read', ...result.value }
      : { kind: 'faults', faults: shownFaults(result.error, new Set()) },
  };
}

/** True when two files say the same, in whatever order. */
export function sameFile(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function filesIn(text: string): ProfileFile[] {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return [json].flat().filter((one) => typeof one === 'object' && one !== null) as ProfileFile[];
  } catch {
    return [];
  }
}

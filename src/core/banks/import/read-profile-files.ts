import { type JsonFault, type JsonNode, readJson } from '../../json-tree.ts';
import { err, ok, type Result } from '../../result.ts';
import { textPlaces } from '../../text-places.ts';
import type { BankProfile } from '../bank-profile.ts';
import type { ProfileFault } from '../profile-fault.ts';
import { ancestorIds, type ProfileFiles, resolveProfile } from '../resolve-profile.ts';
import { findImportFaults } from './check-imported.ts';
import { findTextFaults, type PlacedFault } from './find-text-faults.ts';
import { locateFault } from './locate-fault.ts';
import { plainValue } from './plain-value.ts';
import { findHeadFaults, type ProfileHead, readHead } from './profile-head.ts';

/** Profiles of one text, checked. */
export interface ImportedProfiles {
  /** by id, as they were written, abstract ones among them: to be kept and resolved again */
  files: Record<string, ProfileFile>;
  /** complete profiles, in the order of the text */
  profiles: BankProfile[];
}

/** A profile as it is written in a file; it may leave to its parent whatever it does not change. */
export type ProfileFile = Readonly<Record<string, unknown>>;

/** A fault of a file, with its place in the text, counted from 1. */
export interface ImportFault extends ProfileFault {
  line: number;
  column: number;
  /** the profile it is in, as far as that says its name */
  id?: string;
}

/** Bytes that a file may have. */
export const LARGEST_FILE = 512 * 1024;

/** Profiles that a file may have. */
const MOST_PROFILES = 200;

/** Levels that a file may have. Profiles need six; whoever walks the tree of a file calls itself. */
const DEEPEST = 32;

/** One profile of the text, with the key under which it is resolved. */
interface Entry {
  node: JsonNode;
  head: ProfileHead;
  key: string;
}

/**
 * Reads a file with one profile or a list of them, which may inherit from shipped ones and from each other.
 * All faults are listed, in the order of the text (of broken JSON only the first, since the others follow
 * from it); one fault refuses the whole file.
 */
export function readProfileFiles(
  text: string,
  shipped: ProfileFiles,
): Result<ImportedProfiles, ImportFault[]> {
  const json = text.replace(/^\uFEFF/, '');
  const place = textPlaces(json);
  const refuse = (faults: readonly (PlacedFault & { id?: string })[]) =>
    err(faults.map(({ offset, ...fault }): ImportFault => ({ ...fault, ...place(offset) })));
  const bytes = sizeOf(json);
  if (bytes > LARGEST_FILE) {
    const facts = [bytes, LARGEST_FILE].map((size) => String(Math.ceil(size / 1024)));
    return refuse([{ path: [], kind: 'too_large', facts, offset: 0 }]);
  }
  const tree = readJson(json, DEEPEST);
  if (!tree.ok) return refuse([textFault(tree.error, json)]);
  const nodes = tree.value.kind === 'array' ? tree.value.elements : [tree.value];
  if (nodes.length > MOST_PROFILES) {
    const facts = [nodes.length, MOST_PROFILES].map(String);
    return refuse([{ path: [], kind: 'too_many', facts, offset: 0 }]);
  }
  const entries = entriesOf(nodes, shipped);
  const files: ProfileFiles = {
    ...shipped,
    ...Object.fromEntries(entries.map(({ key, node }) => [key, plainValue(node)])),
  };
  const faults: (PlacedFault & { id?: string })[] = [];
  const profiles: BankProfile[] = [];
  for (const entry of entries) {
    const { id } = entry.head;
    const [own, profile] = readEntry(entry, entries, files, shipped);
    faults.push(...own.map((fault) => (id === undefined ? fault : { ...fault, id })));
    if (profile) profiles.push(profile);
  }
  if (faults.length > 0) return refuse(inOrder(faults));
  if (profiles.length === 0) {
    return refuse([{ path: [], kind: 'nothing_to_import', facts: [], offset: 0 }]);
  }
  return ok({ files: ownFiles(entries, files), profiles });
}

function textFault({ kind, offset }: JsonFault, json: string): PlacedFault {
  const facts: Partial<Record<JsonFault['kind'], string>> = {
    too_deep: String(DEEPEST),
    broken_json: json.slice(offset, offset + 20).trim(),
  };
  return { path: [], kind, facts: [facts[kind] ?? []].flat(), offset };
}

/** The faults of one profile, and the profile where it has none and is not abstract. */
function readEntry(
  entry: Entry,
  entries: readonly Entry[],
  files: ProfileFiles,
  shipped: ProfileFiles,
): [PlacedFault[], BankProfile?] {
  const others = entries.slice(0, entries.indexOf(entry)).map(({ head }) => head.id);
  const head = [...findHeadFaults(entry.node, { shipped, taken: others })];
  const faults = [...findTextFaults(entry.node), ...head];
  const line = ancestorIds(entry.key, files).flatMap(
    (id) => entries.find(({ key }) => key === id) ?? [],
  );
  // Without a parent in sight every field would count as missing.
  if (line.some(({ head }) => !head.readable)) return [faults];
  const resolved = resolveProfile(entry.key, files);
  const found = resolved.ok ? [...findImportFaults(resolved.value)] : resolved.error;
  for (const fault of found) {
    if (entry.head.abstract && fault.kind === 'missing_field') continue;
    if (head.some((known) => known.path[0] === fault.path[0])) continue;
    const nodes = line.map(({ node }) => node);
    faults.push({ ...fault, offset: locateFault(fault.path, entry.node, nodes) });
  }
  return faults.length === 0 && resolved.ok && !entry.head.abstract
    ? [faults, resolved.value]
    : [faults];
}

/** Entries under their own ids; under a key that no id can be where the id is missing or taken. */
function entriesOf(nodes: readonly JsonNode[], shipped: ProfileFiles): Entry[] {
  const taken = new Set(Object.keys(shipped));
  return nodes.map((node, at) => {
    const head = readHead(node);
    const { id } = head;
    const key = id === undefined || taken.has(id) ? `#${at}` : id;
    taken.add(key);
    return { node, head, key };
  });
}

function ownFiles(entries: readonly Entry[], files: ProfileFiles): ImportedProfiles['files'] {
  return Object.fromEntries(entries.map(({ key }) => [key, files[key] as ProfileFile]));
}

/** By place; what two profiles inherit from a third of the same text is told once. */
function inOrder<Fault extends PlacedFault>(faults: readonly Fault[]): Fault[] {
  const told = new Map(
    faults
      .toReversed()
      .map((fault) => [JSON.stringify([fault.offset, fault.kind, fault.path, fault.facts]), fault]),
  );
  return [...told.values()].toReversed().toSorted((a, b) => a.offset - b.offset);
}

function sizeOf(text: string): number {
  return text.length > LARGEST_FILE ? text.length : new TextEncoder().encode(text).length;
}

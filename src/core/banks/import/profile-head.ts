import type { JsonMember, JsonNode } from '../../json-tree.ts';
import type { ProfileFiles } from '../resolve-profile.ts';
import type { PlacedFault } from './find-text-faults.ts';
import { FORBIDDEN_NAMES } from './plain-value.ts';

/** What a file says of itself before it is resolved. */
export interface ProfileHead {
  /** absent: there is none that could be used */
  id?: string;
  abstract: boolean;
  /** true when it can be resolved: its own words for that have the right types */
  readable: boolean;
}

/** Members that say how to read a file, and their types. */
const FILE_MEMBERS = { extends: 'string', abstract: 'boolean', $schema: 'string' } as const;

export function readHead(node: JsonNode): ProfileHead {
  const id = plainMember(node, 'id');
  return {
    ...(typeof id === 'string' && !FORBIDDEN_NAMES.includes(id) ? { id } : {}),
    abstract: plainMember(node, 'abstract') === true,
    readable: [...fileMemberFaults(node), ...referenceFaults(node)].length === 0,
  };
}

/**
 * Faults that resolving cannot see: no id of its own (it would inherit one), one that is taken, and
 * names that every JavaScript object has.
 */
export function* findHeadFaults(
  node: JsonNode,
  { shipped, taken }: { shipped: ProfileFiles; taken: readonly (string | undefined)[] },
): Iterable<PlacedFault> {
  yield* fileMemberFaults(node);
  yield* referenceFaults(node);
  if (node.kind !== 'object') return;
  const member = node.members.get('id');
  const id = plainMember(node, 'id');
  const at = { path: ['id'], offset: member?.offset ?? node.offset };
  if (id === undefined) yield { ...at, kind: 'missing_field', facts: ['id'] };
  else if (typeof id !== 'string') yield { ...at, kind: 'wrong_type', facts: ['string'] };
  else if (FORBIDDEN_NAMES.includes(id)) yield { ...at, kind: 'forbidden_name', facts: [id] };
  else if (Object.hasOwn(shipped, id)) yield { ...at, kind: 'id_shipped', facts: [id] };
  else if (taken.includes(id)) yield { ...at, kind: 'id_twice', facts: [id] };
}

function* fileMemberFaults(node: JsonNode): Iterable<PlacedFault> {
  if (node.kind !== 'object') {
    yield { path: [], kind: 'wrong_type', facts: ['object'], offset: node.offset };
    return;
  }
  for (const [name, type] of Object.entries(FILE_MEMBERS)) {
    const member = node.members.get(name);
    if (!member || typeof plainMember(node, name) === type) continue;
    yield { path: [name], kind: 'wrong_type', facts: [type], offset: member.offset };
  }
}

/** Requests that are asked for by a name such as `toString`, which looking them up would find. */
function* referenceFaults(node: JsonNode): Iterable<PlacedFault> {
  if (node.kind !== 'object') return;
  const grants = node.members.get('grants');
  const named: [(string | number)[], JsonMember | undefined][] = [
    ...['calls', 'withoutOauth', 'refresh'].map((name): [string[], JsonMember | undefined] => [
      [name],
      node.members.get(name),
    ]),
    ...(grants?.node.kind === 'object' ? [...grants.node.members.values()] : []).map(
      (member): [string[], JsonMember] => [['grants', member.name], member],
    ),
  ];
  for (const [path, member] of named) {
    if (!member) continue;
    const list = member.node.kind === 'array' ? member.node.elements : [member.node];
    for (const [at, element] of list.entries()) {
      if (element.kind !== 'plain' || typeof element.value !== 'string') continue;
      if (!(element.value in Object.prototype)) continue;
      const whole = member.node.kind === 'array' ? [...path, at] : path;
      const { offset, value } = element;
      yield { path: whole, kind: 'no_such_request', facts: [value], offset };
    }
  }
}

function plainMember(node: JsonNode, name: string): unknown {
  if (node.kind !== 'object') return undefined;
  const value = node.members.get(name)?.node;
  return value?.kind === 'plain' ? value.value : value;
}

import type { JsonMember, JsonNode } from '../../json-tree.ts';
import type { ProfileFault } from '../profile-fault.ts';
import { FORBIDDEN_NAMES } from './plain-value.ts';

/** A fault with its place in the text. */
export interface PlacedFault extends ProfileFault {
  offset: number;
}

type Path = readonly (string | number)[];

/** What a text has and its value no longer shows: doubled members, forbidden names, halves of characters. */
export function* findTextFaults(node: JsonNode, path: Path = []): Iterable<PlacedFault> {
  switch (node.kind) {
    case 'plain':
      if (typeof node.value === 'string' && isBroken(node.value)) {
        yield { path, kind: 'bad_text', facts: [], offset: node.offset };
      }
      return;
    case 'array':
      for (const [at, element] of node.elements.entries()) {
        yield* findTextFaults(element, [...path, at]);
      }
      return;
    case 'object':
      for (const member of node.members.values()) yield* memberFaults(member, path);
      for (const member of node.repeated) {
        const { name, offset } = member;
        yield { path: [...path, name], kind: 'duplicate_member', facts: [name], offset };
        yield* memberFaults(member, path);
      }
  }
}

function* memberFaults({ name, offset, node }: JsonMember, parent: Path): Iterable<PlacedFault> {
  const path = [...parent, name];
  if (FORBIDDEN_NAMES.includes(name)) yield { path, kind: 'forbidden_name', facts: [name], offset };
  if (isBroken(name)) yield { path, kind: 'bad_text', facts: [], offset };
  yield* findTextFaults(node, path);
}

/** A surrogate without its other half: it cannot be written as UTF-8, in a URL or anywhere else. */
function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

import type { JsonNode } from '../../json-tree.ts';

/** Names that reach into every object of JavaScript. */
export const FORBIDDEN_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** The value of a node as plain objects; forbidden names are left out, they are faults of their own. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'plain':
      return node.value;
    case 'array':
      return node.elements.map(plainValue);
    case 'object':
      return Object.fromEntries(
        [...node.members.values()]
          .filter(({ name }) => !FORBIDDEN_NAMES.includes(name))
          .map((member) => [member.name, plainValue(member.node)]),
      );
  }
}

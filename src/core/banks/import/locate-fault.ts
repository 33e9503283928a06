import type { JsonNode } from '../../json-tree.ts';

type Path = readonly (string | number)[];

/**
 * Where in the text a fault stands: at its own member, or at the one of a parent in the same text, or at
 * the nearest member around it. What only a parent elsewhere says is told where that parent is named.
 */
export function locateFault(path: Path, own: JsonNode, line: readonly JsonNode[]): number {
  const deepest = line
    .map((node) => follow(node, path))
    .reduce((best, found) => (found.depth > best.depth ? found : best), follow(own, path));
  if (deepest.depth > 0 || path.length === 0 || own.kind !== 'object') return deepest.offset;
  return own.members.get('extends')?.offset ?? own.offset;
}

/** The deepest part of a path that is there. */
function follow(node: JsonNode, path: Path): { depth: number; offset: number } {
  let [here, offset, depth] = [node, node.offset, 0];
  for (const part of path) {
    if (here.kind === 'object') {
      const member = here.members.get(String(part));
      if (!member) break;
      [here, offset] = [member.node, member.offset];
    } else {
      const element = here.kind === 'array' ? here.elements[Number(part)] : undefined;
      if (!element) break;
      [here, offset] = [element, element.offset];
    }
    depth += 1;
  }
  return { depth, offset };
}

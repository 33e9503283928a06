import { z } from 'zod';

/** What V8 writes of a heap, as far as it is read here: columns are named in `meta`, and rows stand one after the other. */
const snapshots = z.object({
  snapshot: z.object({
    meta: z.object({
      node_fields: z.array(z.string()),
      node_types: z.tuple([z.array(z.string())]).rest(z.unknown()),
      edge_fields: z.array(z.string()),
    }),
  }),
  nodes: z.array(z.number()),
  edges: z.array(z.number()),
  strings: z.array(z.string()),
});

/** What scripts make and can leave behind. */
const MADE_BY_SCRIPTS = new Set([
  ...['object', 'array', 'closure', 'regexp', 'symbol', 'number', 'bigint'],
  ...['string', 'concatenated string', 'sliced string'],
]);

/** Its tables are the engine's own: that of numbers as text becomes 64 kB at once when it is used enough. */
const OF_THE_ENGINE = '(Strong root list)';

/**
 * Bytes that scripts keep. Left out is what the engine makes of them as they run: machine code, shapes, its own tables.
 *
 * @throws when the text is no heap snapshot
 */
export function keptBytes(text: string): number {
  const { snapshot, nodes, edges, strings } = snapshots.parse(JSON.parse(text));
  const { node_fields: fields, node_types: types, edge_fields: edgeFields } = snapshot.meta;
  const columnOf = (name: string) => fields.indexOf(name);
  const [type, name, size, edgeCount] = ['type', 'name', 'self_size', 'edge_count'].map(columnOf);
  const toNode = edgeFields.indexOf('to_node');
  const at = (row: number, column = -1) => nodes[row + column] ?? Number.NaN;
  const ofTheEngine = new Set<number>();
  for (let row = 0, edge = 0; row < nodes.length; row += fields.length) {
    const end = edge + at(row, edgeCount) * edgeFields.length;
    const isRoot = strings[at(row, name)] === OF_THE_ENGINE;
    for (; edge < end; edge += edgeFields.length) {
      if (isRoot) ofTheEngine.add(edges[edge + toNode] ?? Number.NaN);
    }
  }
  let bytes = 0;
  for (let row = 0; row < nodes.length; row += fields.length) {
    const isMade = MADE_BY_SCRIPTS.has(types[0][at(row, type)] ?? '');
    if (isMade && !ofTheEngine.has(row)) bytes += at(row, size);
  }
  return bytes;
}

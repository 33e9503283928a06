import { expect, it } from 'vitest';
import { keptBytes } from '../../soak/kept-bytes.ts';

/** A node's type, its name, its bytes and the nodes that it keeps, by number. */
type Node = [type: string, name: string, bytes: number, ...kept: number[]];

const TYPES = ['synthetic', 'object', 'array', 'string', 'closure', 'code', 'native'];

function snapshotOf(nodes: Node[]): string {
  const fields = ['type', 'name', 'id', 'self_size', 'edge_count'];
  const edgeFields = ['type', 'name_or_index', 'to_node'];
  return JSON.stringify({
    snapshot: {
      meta: { node_fields: fields, node_types: [TYPES, 'string'], edge_fields: edgeFields },
    },
    nodes: nodes.flatMap(([type, , bytes, ...kept], at) => [
      ...[TYPES.indexOf(type), at, 2 * at + 1, bytes, kept.length],
    ]),
    edges: nodes.flatMap(([, , , ...kept]) => kept.flatMap((node) => [0, 0, node * fields.length])),
    strings: nodes.map(([, name]) => name),
  });
}

it('counts what scripts made, and nothing that the engine makes of them', () => {
  const snapshot = snapshotOf([
    ['synthetic', '(GC roots)', 0, 1, 2],
    ['object', 'Object', 40, 3, 4],
    ['code', 'system / InstructionStream', 47_104],
    ['string', 'FAKE', 24],
    ['closure', 'listen', 32, 5],
    ['array', '', 16],
    ['native', 'PaintChunk', 31_496],
  ]);
  expect(keptBytes(snapshot)).toBe(40 + 24 + 32 + 16);
});

it('leaves out the tables of the engine itself, whatever stands before or after them', () => {
  const snapshot = snapshotOf([
    ['synthetic', '(GC roots)', 0, 1, 4],
    ['object', 'Object', 40, 3],
    ['synthetic', '(Strong root list)', 0, 5],
    ['array', '', 16],
    ['object', 'Map', 20],
    ['array', 'smi_string_cache', 65_544],
  ]);
  expect(keptBytes(snapshot)).toBe(40 + 16 + 20);
});

it('says when it is given something else', () => {
  expect(() => keptBytes('{}')).toThrow();
});

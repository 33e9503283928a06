import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, readJson, repeatedMembers } from '../../../src/core/json-tree.ts';

function read(text: string): JsonNode {
  const tree = readJson(text);
  if (!tree.ok) throw new Error(`${tree.error.kind} at ${tree.error.offset}`);
  return tree.value;
}

/** As JSON.parse makes it; only trees that are not deep. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'plain') return node.value;
  if (node.kind === 'array') return node.elements.map(plain);
  const members = [...node.members.values(), ...node.repeated];
  return Object.fromEntries(members.map((member) => [member.name, plain(member.node)]));
}

function twice(text: string): [string, number][] {
  return [...repeatedMembers(read(text))].map(({ path, offset }) => [path.join('/'), offset]);
}

describe('a JSON text', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', '\uFEFF', '\r\n'), (json, before) => {
        expect(plain(read(`${before}${json} `))).toEqual(JSON.parse(json));
      }),
    );
  });

  it.each<[string, string, string, number]>([
    ['nothing', '', 'json_cut_off', 0],
    ['an end too early', '{"a": [1', 'json_cut_off', 8],
    ['a text cut off behind an escape', '["a\\', 'json_cut_off', 1],
    ['a line break in a string', '["a\nb"]', 'json_cut_off', 1],
    ['an escape that is none', '["\\x"]', 'broken_json', 1],
    ['a comment', '[1, // one\n2]', 'json_comment', 4],
    ['a trailing comma', '[1 ,\n]', 'json_trailing_comma', 3],
    ['a comma alone', '[,]', 'broken_json', 1],
    ['a name that is none', '{1: 2}', 'broken_json', 1],
    ['a value without a name', '{"a": 1, 2}', 'broken_json', 9],
    ['two values', '1 2', 'broken_json', 2],
    ['an end without a beginning', ']', 'broken_json', 0],
  ])('with %s is refused', (_what, text, kind, offset) => {
    expect(readJson(text)).toEqual({ ok: false, error: { kind, offset } });
  });

  it('is as deep as the caller allows', () => {
    expect(readJson('[[1]]', 2).ok).toBe(true);
    expect(readJson('[{"a":[1]}]', 2)).toEqual({
      ok: false,
      error: { kind: 'too_deep', offset: 6 },
    });
  });

  it('may be deeper than any stack, and larger than any answer', () => {
    const deep = `${'[{"a":'.repeat(30_000)}1,"a":2${'}]'.repeat(30_000)}`;
    expect([...repeatedMembers(read(deep))].map(({ path }) => path.length)).toEqual([60_000]);
    const escapes = JSON.stringify('\n'.repeat(100_000));
    expect(read(escapes)).toMatchObject({ kind: 'plain', value: '\n'.repeat(100_000) });
  });

  it('with 10 000 members is read at once', () => {
    const members = Array.from({ length: 10_000 }, (_, at) => `"name ${at % 5_000}": ${at}`);
    const startedMs = performance.now();
    expect(twice(`{${members.join(',')}}`)).toHaveLength(5_000);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  it('reaches no prototype by its names', () => {
    const tree = read('{"__proto__": {"polluted": true}, "constructor": 1, "__proto__": 2}');
    expect(tree.kind === 'object' && [...tree.members.keys()]).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect([...repeatedMembers(tree)]).toEqual([{ path: ['__proto__'], offset: 52 }]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a name that stands twice', () => {
  it.each<[string, string, [string, number][]]>([
    ['is found with its place', '{"a": 1, "a": 2}', [['a', 9]]],
    [
      'is told every time but the first',
      '{"a":1,"a":2,"a":3}',
      [
        ['a', 7],
        ['a', 13],
      ],
    ],
    ['is found behind an escape', '{"a":1,"\\u0061":2}', [['a', 7]]],
    ['is found in an object of a list', '[0,{"b":{"c":1,"c":2}}]', [['1/b/c', 15]]],
    [
      'is found below one',
      '{"a":1,"a":{"b":1,"b":2}}',
      [
        ['a', 7],
        ['a/b', 18],
      ],
    ],
    ['may stand in two objects', '[{"a":1},{"a":{"a":1}}]', []],
    ['is no value', '{"a":"a","b":["a","a"]}', []],
  ])('%s', (_behaviour, text, expected) => {
    expect(twice(text)).toEqual(expected);
  });
});

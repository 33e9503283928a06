import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstJsonFault } from '../../../../src/core/lint/json-fault.ts';

it.each<[string, string, number, number]>([
  ['a word that is none of JSON', '{\n  "access_token": FAKE}', 2, 19],
  ['a comma before the end', '{"a":1,}', 1, 7],
  ['a missing comma', '[1 2]', 1, 4],
  ['a missing colon', '{"a" 1}', 1, 6],
  ['a name without quotes', '{a:1}', 1, 2],
  ['a string that never ends', '{"a":"b', 1, 6],
  ['a line break in a string', '["a\nb"]', 1, 2],
  ['an escape that is none', '["\\x"]', 1, 2],
  ['a number with two points', '[1.2.3]', 1, 5],
  ['a number that begins with 0', '[01]', 1, 3],
  ['a bracket of the other kind', '[1}', 1, 3],
  ['an end too early', '{"a":1', 1, 7],
  ['something behind the end', '{} x', 1, 4],
  ['a page', '<html>', 1, 1],
  ['nothing', '', 1, 1],
])('finds %s', (_what, text, line, column) => {
  expect(firstJsonFault(text)).toEqual({ line, column });
});

it('finds no fault in JSON, with a byte order mark or without', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', '\uFEFF', ' \n'), (json, before) => {
      expect(firstJsonFault(before + json)).toEqual({ line: 1, column: 1 });
    }),
  );
});

it('finds one wherever JSON.parse does', () => {
  const damage = fc.constantFrom('', ',', '}', '"', 'x', '\\', ':', '[', '0');
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), damage, (json, place, sign) => {
      const at = place % json.length;
      const text = `\n${json.slice(0, at)}${sign}${json.slice(at + 1)}`;
      const parses = () => {
        try {
          return JSON.parse(text) !== undefined;
        } catch {
          return false;
        }
      };
      // Fuzzed texts begin with a line break, so that a fault is never on the first line.
      expect(firstJsonFault(text).line === 1).toBe(parses());
    }),
  );
});

it('reads answers nested deeper than any stack', () => {
  expect(firstJsonFault('['.repeat(200_000))).toEqual({ line: 1, column: 200_001 });
});

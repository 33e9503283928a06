import fc from 'fast-check';
import { type JsonNode, readJson } from '../../../src/core/json-tree.ts';
import { duplicateMembers } from '../../../src/core/lint/duplicate-members.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const samples = [
  '{"a":[1,-2.5e-3,"x\\u0041\\n",{"b":null,"b":true}],"":false}',
  '[[[[]]],{},"\\ud83d\\ude00"]',
  '\uFEFF {"k": "v"}\r\n',
];
const pieces = ['{', '}', '[', ']', ',', ':', '//', '"a":1', '\\u00', '-', '01', 'nul', '\t', '\v'];

/** It takes what the language's own reader takes, gives the same value, and points into the text otherwise. */
export const json: Target = {
  name: 'JSON',
  texts: fc.oneof(almost(samples, pieces), fc.json(), anyText),
  check(text) {
    const read = readJson(text);
    const bare = text.replace(/^\uFEFF/, '');
    let value: unknown;
    let isJson = true;
    try {
      value = JSON.parse(bare);
    } catch {
      isJson = false;
    }
    hold(read.ok === isJson, `read: ${read.ok}, JSON: ${isJson}`);
    if (read.ok) hold(isSame(read.value, value), 'another value was read');
    else hold(0 <= read.error.offset && read.error.offset <= text.length, 'a place outside');
    for (const { line, column } of duplicateMembers(text)) hold(line > 0 && column > 0, 'no place');
  },
};

/** Of members with one name the language keeps the last. */
function isSame(node: JsonNode, value: unknown): boolean {
  if (node.kind === 'plain') return Object.is(node.value, value);
  if (node.kind === 'array') {
    return (
      Array.isArray(value) &&
      value.length === node.elements.length &&
      node.elements.every((element, at) => isSame(element, value[at]))
    );
  }
  if (typeof value !== 'object' || value === null) return false;
  const last = new Map([...node.members].map(([name, member]) => [name, member.node]));
  for (const { name, node: again } of node.repeated) last.set(name, again);
  const own = new Map(Object.entries(value));
  return last.size === own.size && [...last].every(([name, one]) => isSame(one, own.get(name)));
}

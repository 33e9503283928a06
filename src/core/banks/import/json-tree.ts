import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { err, ok, type Result } from '../../result.ts';
import type { ProfileFaultKind } from '../profile-fault.ts';

/** A JSON value with the places of its parts. Members are a map: no name can reach a prototype. */
export type JsonNode =
  | {
      kind: 'object';
      offset: number;
      members: ReadonlyMap<string, JsonMember>;
      /** members whose name stood before; the first of a name counts */
      repeated: readonly JsonMember[];
    }
  | { kind: 'array'; offset: number; elements: readonly JsonNode[] }
  | { kind: 'plain'; offset: number; value: string | number | boolean | null };

export interface JsonMember {
  name: string;
  /** where the name stands */
  offset: number;
  node: JsonNode;
}

/** Why a text is no JSON tree. */
export interface JsonTextFault {
  kind: ProfileFaultKind &
    ('too_deep' | 'broken_json' | 'json_comment' | 'json_trailing_comma' | 'json_cut_off');
  offset: number;
  facts: string[];
}

/** Profiles need six; the parser is recursive and would end its stack at thousands. */
const DEEPEST = 32;

/** Names that reach into every object of JavaScript. */
export const FORBIDDEN_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Reads strict JSON: no comment, no trailing comma. Only the first fault is told, the others follow from it. */
export function readJsonTree(text: string): Result<JsonNode, JsonTextFault> {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return err({ kind: 'too_deep', offset: tooDeep, facts: [String(DEEPEST)] });
  }
  const faults: ParseError[] = [];
  const node = parseTree(text, faults, { allowTrailingComma: false, disallowComments: true });
  const [first] = faults.toSorted((a, b) => a.offset - b.offset);
  if (first) return err(textFault(text, first));
  return node ? ok(treeOf(node)) : err({ kind: 'json_cut_off', offset: 0, facts: [] });
}

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

function findTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    // The token's first character tells brackets from strings that hold them.
    if ('{['.includes(text.charAt(offset) || ' ')) depth += 1;
    if ('}]'.includes(text.charAt(offset) || ' ')) depth -= 1;
    if (depth > DEEPEST) return offset;
  }
  return undefined;
}

function textFault(text: string, { error, offset, length }: ParseError): JsonTextFault {
  const name = printParseErrorCode(error);
  if (name === 'InvalidCommentToken') return { kind: 'json_comment', offset, facts: [] };
  const before = text.slice(0, offset).trimEnd();
  if (before.endsWith(',') && /[\]}]/.test(text.charAt(offset))) {
    return { kind: 'json_trailing_comma', offset: before.length - 1, facts: [] };
  }
  if (text.slice(offset).trim() === '' || name === 'UnexpectedEndOfString') {
    return { kind: 'json_cut_off', offset, facts: [] };
  }
  const seen = text.slice(offset, offset + Math.max(length, 20)).trim();
  return { kind: 'broken_json', offset, facts: [seen] };
}

function treeOf(node: Node): JsonNode {
  const { offset, children = [] } = node;
  if (node.type === 'array') return { kind: 'array', offset, elements: children.map(treeOf) };
  if (node.type !== 'object') return { kind: 'plain', offset, value: node.value };
  const members = new Map<string, JsonMember>();
  const repeated: JsonMember[] = [];
  for (const { children: [key, value] = [] } of children) {
    if (!key || !value) continue;
    const member = { name: String(key.value), offset: key.offset, node: treeOf(value) };
    if (members.has(member.name)) repeated.push(member);
    else members.set(member.name, member);
  }
  return { kind: 'object', offset, members, repeated };
}

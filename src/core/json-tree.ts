import { err, ok, type Result } from './result.ts';

/** A JSON value with the places of its parts, as offsets. Members are a map: no name can reach a prototype. */
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

/** The first thing in a text that makes it no JSON; the others follow from it. */
export interface JsonFault {
  kind: 'too_deep' | 'broken_json' | 'json_comment' | 'json_trailing_comma' | 'json_cut_off';
  offset: number;
}

/** One token: punctuation, a whole string, or a whole literal or number. @see RFC 8259 §2 */
const TOKEN =
  /([{}[\],:])|"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const BLANKS = /[ \t\r\n]*/y;
/** A string that its line or the text ends before its quotation mark does. */
const OPEN_STRING = /^"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*\\?(?:[\r\n]|$)/;

/** What may come next; `first` and `firstName` are a value and a name in a place where the end may come too. */
type Wanted = 'value' | 'first' | 'name' | 'firstName' | ':' | ',';

/** An array or object whose end has not come yet. */
interface Open {
  end: ']' | '}';
  /** of the member whose value comes next */
  name: string;
  nameOffset: number;
  add(node: JsonNode): void;
}

/**
 * Reads strict JSON: no comment, no trailing comma; a byte order mark before it is passed over. It keeps
 * its own stack, so that no text is too deep for it unless `deepest` levels are all that the caller wants.
 *
 * @see RFC 8259
 */
export function readJson(text: string, deepest = Infinity): Result<JsonNode, JsonFault> {
  const open: Open[] = [];
  let root: JsonNode | undefined;
  let wanted: Wanted = 'value';
  let offset = afterBlanks(text, text.startsWith('\uFEFF') ? 1 : 0);
  while (!root || open.length > 0 || offset < text.length) {
    TOKEN.lastIndex = offset;
    const [token = '', sign] = TOKEN.exec(text) ?? [];
    const inner = open.at(-1);
    const isValue: boolean = wanted === 'value' || wanted === 'first';
    if (sign && sign === inner?.end && /^(,|first)/.test(wanted)) {
      open.pop();
      wanted = ',';
    } else if (sign === ',' && wanted === ',' && inner) {
      wanted = inner.end === '}' ? 'name' : 'value';
    } else if (sign === ':' && wanted === ':') wanted = 'value';
    else if (token.startsWith('"') && inner && /name/i.test(wanted)) {
      inner.name = JSON.parse(token);
      inner.nameOffset = offset;
      wanted = ':';
    } else if (isValue && token && !/[\]},:]/.test(sign ?? '')) {
      const [node, opened] = startNode(token, sign, offset);
      if (inner) inner.add(node);
      else root = node;
      wanted = opened ? (opened.end === '}' ? 'firstName' : 'first') : ',';
      if (opened && open.push(opened) > deepest) return err({ kind: 'too_deep', offset });
    } else return err(faultAt(text, offset));
    offset = afterBlanks(text, offset + token.length);
  }
  return ok(root);
}

function startNode(token: string, sign: string | undefined, offset: number): [JsonNode, Open?] {
  if (!sign) return [{ kind: 'plain', offset, value: JSON.parse(token) }];
  if (sign === '[') {
    const elements: JsonNode[] = [];
    const add = (node: JsonNode) => void elements.push(node);
    return [
      { kind: 'array', offset, elements },
      { end: ']', name: '', nameOffset: 0, add },
    ];
  }
  const members = new Map<string, JsonMember>();
  const repeated: JsonMember[] = [];
  const opened: Open = {
    end: '}',
    name: '',
    nameOffset: 0,
    add(node) {
      const member = { name: opened.name, offset: opened.nameOffset, node };
      if (members.has(member.name)) repeated.push(member);
      else members.set(member.name, member);
    },
  };
  return [{ kind: 'object', offset, members, repeated }, opened];
}

function faultAt(text: string, offset: number): JsonFault {
  const rest = text.slice(offset, offset + 2);
  if (rest === '//' || rest === '/*') return { kind: 'json_comment', offset };
  const before = text.slice(0, offset).trimEnd();
  if (before.endsWith(',') && /^[\]}]/.test(rest)) {
    return { kind: 'json_trailing_comma', offset: before.length - 1 };
  }
  const isCutOff = rest === '' || OPEN_STRING.test(text.slice(offset));
  return { kind: isCutOff ? 'json_cut_off' : 'broken_json', offset };
}

function afterBlanks(text: string, offset: number): number {
  BLANKS.lastIndex = offset;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}

/** A member whose name stood before in its object. */
export interface RepeatedMember {
  /** names and positions from the top, its own name last */
  path: (string | number)[];
  /** where the name stands */
  offset: number;
}

/** Every member whose name stood before, objects that are deeper later. @see RFC 8259 §4 */
export function* repeatedMembers(root: JsonNode): Iterable<RepeatedMember> {
  interface Part {
    key: string | number;
    around?: Part;
    node: JsonNode;
  }
  // It grows while it is walked: a bank's answer may be deeper than any stack.
  const parts: Part[] = [{ key: '', node: root }];
  for (const around of parts) {
    const { node } = around;
    if (node.kind === 'array') {
      for (const [key, element] of node.elements.entries())
        parts.push({ key, around, node: element });
    }
    if (node.kind !== 'object') continue;
    for (const member of [...node.members.values(), ...node.repeated]) {
      parts.push({ key: member.name, around, node: member.node });
    }
    for (const { name, offset } of node.repeated) {
      const path: (string | number)[] = [name];
      for (let part = around; part.around; part = part.around) path.push(part.key);
      yield { path: path.reverse(), offset };
    }
  }
}

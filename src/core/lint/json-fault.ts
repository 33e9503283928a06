/** A place in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** One token behind blanks: punctuation, a whole string, or a whole literal or number. @see RFC 8259 §2 */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/uy;
const BLANKS = /[ \t\r\n]*/y;

/** Where a text stops being JSON; its first character when it is JSON, only not of the wanted kind. @see RFC 8259 */
export function firstJsonFault(text: string): TextPlace {
  const before = text.slice(0, faultOffset(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What may come next; `first` and `firstName` are a value and a name in a place where the end may come too. */
type Wanted = 'value' | 'first' | 'name' | 'firstName' | ':' | ',';

/** A scanner that keeps its own stack: a bank's answer may be nested deeper than ours. */
function faultOffset(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  do {
    TOKEN.lastIndex = at;
    const [whole = '', sign, string] = TOKEN.exec(text) ?? [];
    const isValue: boolean = wanted === 'value' || wanted === 'first';
    if (sign === '{' && isValue) {
      open.push('}');
      wanted = 'firstName';
    } else if (sign === '[' && isValue) {
      open.push(']');
      wanted = 'first';
    } else if (sign !== undefined && sign === open.at(-1) && /^(,|first|firstName)$/.test(wanted)) {
      open.pop();
      wanted = ',';
    } else if (sign === ',' && wanted === ',' && open.length > 0) {
      wanted = open.at(-1) === '}' ? 'name' : 'value';
    } else if (sign === ':' && wanted === ':') wanted = 'value';
    else if (string && (wanted === 'name' || wanted === 'firstName')) wanted = ':';
    else if (whole !== '' && sign === undefined && isValue) wanted = ',';
    else return afterBlanks(text, at);
    at = TOKEN.lastIndex;
  } while (open.length > 0);
  const end = afterBlanks(text, at);
  return end < text.length ? end : 0;
}

function afterBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}

/** A member of a JSON object whose name stands in it already: dotted path, and place counted from 1. */
export interface DuplicateMember {
  path: string;
  line: number;
  column: number;
}

interface OpenValue {
  /** names so far; absent for a list */
  names?: Set<string>;
  /** the member or place that is being read */
  at: string;
  count: number;
}

/** A string, or one of the signs that shape JSON; all else between them does not matter here. */
const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/** Members that repeat a name, in order; of a text that is no JSON, those before its first fault. @see RFC 8259 §4 */
export function duplicateMembers(json: string): DuplicateMember[] {
  const found: DuplicateMember[] = [];
  const open: OpenValue[] = [];
  const place = placesIn(json);
  let text: { value: string; start: number } | undefined;
  for (const { 0: piece, index } of json.matchAll(PIECE)) {
    const inner = open.at(-1);
    if (piece === '{') open.push({ names: new Set(), at: '', count: 0 });
    else if (piece === '[') open.push({ at: '0', count: 0 });
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ',' && inner && !inner.names) inner.at = String(++inner.count);
    else if (piece === ':' && inner?.names && text) {
      inner.at = nameIn(text.value);
      if (inner.names.has(inner.at)) found.push({ ...place(text.start), path: pathOf(open) });
      inner.names.add(inner.at);
    }
    text = piece.startsWith('"') ? { value: piece, start: index } : undefined;
  }
  return found;
}

/** `"a"` and `"\u0061"` are one name. */
function nameIn(literal: string): string {
  try {
    return JSON.parse(literal);
  } catch {
    return literal;
  }
}

/** The last steps to a member: what is nested without end shall not make a path without end. */
function pathOf(open: readonly OpenValue[]): string {
  return open
    .slice(-8)
    .map(({ at }) => at)
    .join('.');
}

/** Tells the places of rising offsets, and reads the text once for all of them. */
function placesIn(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; ) {
      line += 1;
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    return { line, column: offset - start + 1 };
  };
}

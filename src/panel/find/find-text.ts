/** A place in a row of texts. */
interface Place {
  piece: number;
  offset: number;
}
export interface Match {
  start: Place;
  end: Place;
}

/** More than anybody steps through. */
export const MOST_MATCHES = 1000;

/**
 * Where a text occurs in pieces that stand beside each other as one line, whatever its case; none overlaps another.
 * Gives at most as many as are asked for.
 */
export function findText(pieces: readonly string[], query: string, most: number): Match[] {
  const whole = pieces.join('');
  const [text, wanted] = inOneCase(whole, query);
  const matches: Match[] = [];
  if (wanted === '') return matches;
  for (let at = text.indexOf(wanted); at >= 0 && matches.length < most; ) {
    const end = at + wanted.length;
    // A match ends in the piece that holds its last character, not before the next one.
    const last = placeOf(pieces, end - 1);
    matches.push({ start: placeOf(pieces, at), end: { ...last, offset: last.offset + 1 } });
    at = text.indexOf(wanted, end);
  }
  return matches;
}

/** Some letters have another length in lower case, which would move every place behind them. */
function inOneCase(text: string, query: string): [text: string, query: string] {
  const lower = text.toLowerCase();
  return lower.length === text.length ? [lower, query.toLowerCase()] : [text, query];
}

function placeOf(pieces: readonly string[], at: number): Place {
  let offset = at;
  for (const [piece, { length }] of pieces.entries()) {
    if (offset < length) return { piece, offset };
    offset -= length;
  }
  return { piece: pieces.length - 1, offset: pieces.at(-1)?.length ?? 0 };
}

import { SECRET_MARK } from './secret.ts';

/** A stretch of recorded text: plain, or standing for a secret. */
export type TextPiece = { text: string } | { kind: string; fingerprint: string };

/** Cuts recorded text at its secret marks. */
export function splitMarks(recorded: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const mark of recorded.matchAll(SECRET_MARK)) {
    const [whole, kind = '', fingerprint = ''] = mark;
    if (mark.index > end) pieces.push({ text: recorded.slice(end, mark.index) });
    pieces.push({ kind, fingerprint });
    end = mark.index + whole.length;
  }
  if (end < recorded.length) pieces.push({ text: recorded.slice(end) });
  return pieces;
}

/** The text with every mark written over, so that its `#` and braces are not taken for syntax. */
export function withoutMarks(recorded: string): string {
  return recorded.replace(SECRET_MARK, (mark) => '_'.repeat(mark.length));
}

/** The beginning of a text, at most `length` characters and a mark: a mark is never cut in two. */
export function cutOutsideMarks(recorded: string, length: number): string {
  for (const mark of recorded.matchAll(SECRET_MARK)) {
    const end = mark.index + mark[0].length;
    if (mark.index < length && end > length) return recorded.slice(0, end);
  }
  return recorded.slice(0, length);
}

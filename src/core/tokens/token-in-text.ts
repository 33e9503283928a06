import type { Cleaner } from './clean-text.ts';

/** A text that stands among others, from `start` to `end`, without the line breaks inside it. */
export interface FoundText {
  /** what a name before it calls it; empty when there is none */
  name: string;
  token: string;
  start: number;
  end: number;
}

const STARTS = /(?:^|[^\w.~-]|%[\dA-Fa-f]{2})(?=e[wyo][\w-]{6})/g;
const RUN = /[\w.~=+/-]*/y;
const BREAK = /\\?[ \t]*\r?\n[ \t]*/y;
const NAMED =
  /\b(access_token|refresh_token|id_token)\\{0,3}["']?\s{0,9}[:=]\s{0,9}\\{0,3}["']?([\w.~+/-]{6,}=*)|\b(?:Bearer|DPoP)\s{1,9}([\w.~+/-]+=*)/gi;

/** Every text that has the shape of a JWT, an encrypted one or an SD-JWT, however its lines were broken. */
export function findJwts(text: string, cleaner: Cleaner): FoundText[] {
  const found: FoundText[] = [];
  let behind = 0;
  for (const { index, 0: before } of text.matchAll(STARTS)) {
    const start = index + before.length;
    if (start < behind) continue;
    const read = readJwt(text, start);
    behind = read.end;
    // A full stop ends the sentence, not the token.
    const token = read.token.replace(/^([^.]+\.[^.]+\.[^.]+)\.$/, '$1');
    if (!/^[^.~]+\.[^.~]/.test(token)) continue;
    cleaner.add('line_breaks', read.breaks);
    found.push({ name: '', token, start, end: read.end });
  }
  return found;
}

/** Texts behind the name of a token, or behind the name of a scheme. @see RFC 6750 §2.1 */
export function findNamed(text: string): FoundText[] {
  return [...text.matchAll(NAMED)].map(({ 0: whole, 1: name = '', 2: value, 3: sent, index }) => ({
    name: name.toLowerCase(),
    token: value ?? sent ?? '',
    start: index,
    end: index + whole.length,
  }));
}

function readJwt(text: string, start: number): { token: string; end: number; breaks: number } {
  const lines = [runAt(text, start)];
  let [last = ''] = lines;
  let end = start + last.length;
  let dots = countDots(last);
  /** of the longest line so far; the first one may have had something before the token */
  let width = last.length;
  for (;;) {
    BREAK.lastIndex = end;
    const broken = BREAK.exec(text)?.[0];
    if (broken === undefined) break;
    const next = runAt(text, end + broken.length);
    const after = text.charAt(end + broken.length + next.length);
    const isEndOfPart = /[.~]$/.test(last) || /^[.~]/.test(next);
    const startsAnother = /^e[wyo][\w-]{6,}\.[\w-]/.test(next);
    if (next === '' || (startsAnother && !isEndOfPart)) break;
    // With all its dots it may be complete, and what follows say something else.
    const mayBeWhole = dots === 2 || dots > 3;
    if (mayBeWhole && (/[ \t]/.test(after) || (!isEndOfPart && !isFull()))) break;
    function isFull(): boolean {
      if (next.length > width) return false;
      if (lines.length > 1) return last.length >= width - 2;
      return width >= 40 && !/^[A-Za-z]{1,15}$/.test(next);
    }
    lines.push(next);
    last = next;
    dots += countDots(next);
    end += broken.length + next.length;
    width = Math.max(width, next.length);
  }
  return { token: lines.join(''), end, breaks: lines.length - 1 };
}

/** Of the JWT that comes first. */
function countDots(text: string): number {
  const [jwt = ''] = text.split('~', 1);
  return jwt.split('.').length - 1;
}

function runAt(text: string, at: number): string {
  RUN.lastIndex = at;
  return RUN.exec(text)?.[0] ?? '';
}

import type { Fact, Sequence } from './fact.ts';
import { freshMember } from './fresh-names.ts';

const LIFETIME = /(?:^|[._-]|[a-z])expires?[-_]?in$/i;
const ENDS = /(?:valid|expir|until)/i;
const ERROR_TEXT =
  /(?:^|[.])(?:error|error_description|error_uri|errorCode|errorDescription|message|text|title|detail|reason|code)$/;
/** What is nested deeper counts as one value. */
const DEEPEST = 64;
const DAY_MS = 86_400_000;
/** What latency may take off a lifetime, seconds. */
export const LIFETIME_TOLERANCE = 2;

/** How a body's members are read. */
export interface MemberReading {
  side: Fact['side'];
  /** when the body travelled */
  atMs: number;
  /** the request was refused: its texts are the bank's reasons */
  refused: boolean;
}

/** JSON taken apart: each plain value by its path, and each object's names in their order. */
export function jsonFacts(
  json: unknown,
  reading: MemberReading,
): { facts: Fact[]; sequences: Sequence[] } {
  const facts: Fact[] = [];
  const sequences: Sequence[] = [];
  const read = (value: unknown, path: string, depth: number): void => {
    if (depth > DEEPEST) facts.push(memberFact(path, '…', reading));
    else if (typeof value !== 'object' || value === null) {
      facts.push(memberFact(path, written(value), reading));
    } else readMembers(value, path, depth + 1);
  };
  const readMembers = (value: object, path: string, depth: number): void => {
    const entries = Object.entries(value);
    const isArray = Array.isArray(value);
    if (entries.length === 0) facts.push(memberFact(path, isArray ? '[]' : '{}', reading));
    if (!isArray) {
      sequences.push({ side: reading.side, name: path, names: entries.map(([name]) => name) });
    }
    for (const [name, member] of entries) {
      read(member, isArray ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`, depth);
    }
  };
  read(json, '', 0);
  return { facts, sequences };
}

/** A value as text; a text that could be taken for another type keeps its quotation marks. */
export function written(value: unknown): string {
  const looksPlain =
    typeof value !== 'string' || /^(?:-?[\d.]+|true|false|null|\[\]|\{\})$/.test(value);
  return looksPlain ? JSON.stringify(value) : value;
}

/** The value of a body that is JSON; `undefined` for any other text. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function memberFact(path: string, value: string, { side, atMs, refused }: MemberReading): Fact {
  const fact = { side, name: path, value };
  const text = value.replaceAll('"', '');
  if (LIFETIME.test(path) && text !== '' && Number.isFinite(Number(text))) {
    const measure = { amount: Number(text), tolerance: LIFETIME_TOLERANCE };
    return { ...fact, kind: 'lifetime', measure };
  }
  if (/(?:^|[.])scopes?$/.test(path)) return { ...fact, kind: 'scope' };
  const endMs = ENDS.test(path) ? instantMs(text) : undefined;
  if (endMs !== undefined)
    return { ...fact, kind: 'lifetime', measure: endMeasure(text, endMs - atMs) };
  if (refused && ERROR_TEXT.test(path)) return { ...fact, kind: 'error_text' };
  return { ...fact, kind: 'member', aside: freshMember(path, value) };
}

/** An end by its distance: to the day where the bank names a day, to the minute else. */
function endMeasure(text: string, distanceMs: number) {
  return text.length === 10 && text.includes('-')
    ? { amount: distanceMs / DAY_MS, tolerance: 1 }
    : { amount: distanceMs / 1000, tolerance: 60 };
}

function instantMs(text: string): number | undefined {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

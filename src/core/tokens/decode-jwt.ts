import {
  type Base64urlFault,
  decodeBase64url,
  decodeBase64urlLeniently,
  decodePlainBase64,
  findBase64urlFault,
  toPlainBase64,
} from './base64url.ts';

/** One dot-separated part of a token: where it stands in the text, and what could be read of it. */
export interface TokenPart {
  name:
    | 'header'
    | 'claims'
    | 'signature'
    | 'encrypted_key'
    | 'iv'
    | 'ciphertext'
    | 'tag'
    // of an SD-JWT
    | 'disclosure'
    | 'key_binding';
  /** character positions in the token, end exclusive; bytes too, as far as the token is ASCII */
  start: number;
  end: number;
  /** JSON object in the part, when it holds one */
  json?: Record<string, unknown>;
  fault?: PartFault;
}

/** What is wrong with a part. A part with a fault may be readable all the same. */
export type PartFault =
  | { kind: 'base64url'; fault: Base64urlFault }
  | { kind: 'not_utf8' }
  | { kind: 'not_json' }
  | { kind: 'not_an_object' }
  /** deeper than `DEEPEST`: what walks through it would run out of stack */
  | { kind: 'too_deep' }
  /** the token ends before it */
  | { kind: 'missing' };

/** A token looked at from outside and, where it can be read, from inside. */
export type DecodedToken =
  | { kind: 'jwt'; parts: TokenPart[]; header: Claims | undefined; claims: Claims | undefined }
  | { kind: 'jwe'; parts: TokenPart[]; header: Claims | undefined }
  | { kind: 'opaque'; length: number };

export type Claims = Readonly<Record<string, unknown>>;

/** Levels of JSON in a part that are read. */
export const DEEPEST = 2000;

const SIGNED = ['header', 'claims', 'signature'] as const;
const ENCRYPTED = ['header', 'encrypted_key', 'iv', 'ciphertext', 'tag'] as const;

/** Neither passes over a byte order mark, which JSON may not begin with. @see RFC 8259 §8.1 */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const tolerantUtf8 = new TextDecoder();

/**
 * Decodes without verifying. Tolerant: every readable part is given, each fault beside it.
 * Text counts as a JWT when it has three parts and the first begins like a JSON object in base64url;
 * with two parts it is a JWT that was cut, if the first one is an object indeed.
 *
 * @see RFC 7519 §7.2, RFC 7515 §5.2, RFC 7516 §3.1
 */
export function decodeToken(token: string): DecodedToken {
  // `{` and what JSON may have behind it, a quotation mark or a blank.
  if (!/^e[wyo]/.test(token)) return { kind: 'opaque', length: token.length };
  const pieces = token.split('.', 6);
  const names = pieces.length === 5 ? ENCRYPTED : SIGNED;
  const isWhole = pieces.length === names.length;
  if (!isWhole && pieces.length !== 2) return { kind: 'opaque', length: token.length };
  let start = 0;
  const parts: TokenPart[] = [];
  for (const piece of pieces) {
    const name = names[parts.length] ?? 'signature';
    const part: TokenPart = { name, start, end: start + piece.length };
    readPart(part, piece);
    parts.push(part);
    start = part.end + 1;
  }
  const header = parts[0]?.json;
  if (!isWhole) {
    if (!header) return { kind: 'opaque', length: token.length };
    const end = token.length;
    parts.push({ name: 'signature', start: end, end, fault: { kind: 'missing' } });
  }
  return names === SIGNED
    ? { kind: 'jwt', parts, header, claims: parts[1]?.json }
    : { kind: 'jwe', parts, header };
}

/** The text that a part of a token holds, repaired where need be; `undefined` where there is none to be had. */
export function textOfPart(token: string, { start, end }: TokenPart): string | undefined {
  const bytes = decodeBase64urlLeniently(token.slice(start, end));
  return bytes && tolerantUtf8.decode(bytes);
}

/** Adds to a part what is in its text, and what is wrong with it. */
function readPart(part: TokenPart, piece: string): void {
  if (part.name !== 'header' && part.name !== 'claims') {
    const fault = findBase64urlFault(piece);
    if (fault) part.fault = { kind: 'base64url', fault };
    return;
  }
  const plain = toPlainBase64(piece);
  const binary = plain && decodePlainBase64(plain);
  // Of ASCII each byte is a character.
  const isAscii = binary !== undefined && !/[^\0-\x7f]/.test(binary);
  const text = isAscii ? binary : readText(part, piece);
  if (text === undefined) return;
  try {
    const value: unknown = JSON.parse(text);
    if (isTooDeep(text)) part.fault ??= { kind: 'too_deep' };
    else if (isObject(value)) part.json = value;
    else part.fault ??= { kind: 'not_an_object' };
  } catch {
    part.fault ??= { kind: 'not_json' };
  }
}

/** The text of a part, and its first fault; `undefined` where it cannot be had. */
function readText(part: TokenPart, piece: string): string | undefined {
  const strict = decodeBase64url(piece);
  if (!strict.ok) part.fault = { kind: 'base64url', fault: strict.error };
  const bytes = strict.ok ? strict.value : decodeBase64urlLeniently(piece);
  if (!bytes) return undefined;
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    text = tolerantUtf8.decode(bytes);
    part.fault ??= { kind: 'not_utf8' };
  }
  if (!text.startsWith('\uFEFF')) return text;
  part.fault ??= { kind: 'not_json' };
  return text.slice(1);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a text that is JSON. */
function isTooDeep(json: string): boolean {
  // Most have not even as many brackets.
  if (json.length <= 2 * DEEPEST || json.split(/[[{]/, DEEPEST + 2).length <= DEEPEST + 1) {
    return false;
  }
  let depth = 0;
  for (const [bracket] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g)) {
    if (bracket === '{' || bracket === '[') depth += 1;
    else if (bracket === '}' || bracket === ']') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

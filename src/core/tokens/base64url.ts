import { err, ok, type Result } from '../result.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Values by character code. */
const VALUES = new Uint8Array(128);
for (let value = 0; value < 64; value += 1) VALUES[ALPHABET.charCodeAt(value)] = value;
// The last two of the plain alphabet too; what may stand in a text is another question.
VALUES.set([62], 43);
VALUES.set([63], 47);

/** Where base64url text goes wrong; `position` counts characters from 0. @see RFC 7515 §2 */
export type Base64urlFault =
  | { kind: 'illegal_character'; position: number; character: string }
  | { kind: 'impossible_length'; position: number }
  | { kind: 'stray_bits'; position: number };

/** Bytes as base64url without padding. @see RFC 4648 §5 */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = Math.min(bytes.length - at, 3) + 1;
    for (let place = 0; place < characters; place += 1) {
      text += ALPHABET[(group >> (18 - 6 * place)) & 63];
    }
  }
  return text;
}

/** The bytes of base64url text, refusing padding, blanks, other alphabets and stray last bits. */
export function decodeBase64url(text: string): Result<Uint8Array, Base64urlFault> {
  const fault = findBase64urlFault(text);
  if (fault) return err(fault);
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let written = 0;
  for (let at = 0; at < text.length; at += 4) {
    const group =
      (valueAt(text, at) << 18) |
      (valueAt(text, at + 1) << 12) |
      (valueAt(text, at + 2) << 6) |
      valueAt(text, at + 3);
    // What lies behind the end of the array is not kept.
    bytes[written] = group >> 16;
    bytes[written + 1] = group >> 8;
    bytes[written + 2] = group;
    written += 3;
  }
  return ok(bytes);
}

/** Base64url text in the alphabet that the engine reads; `undefined` where it has letters of that already. */
export function toPlainBase64(text: string): string | undefined {
  if (text.includes('+') || text.includes('/')) return undefined;
  const half = text.includes('-') ? text.replaceAll('-', '+') : text;
  return half.includes('_') ? half.replaceAll('_', '/') : half;
}

/**
 * The bytes of such text, each as a character of that code; `undefined` for what has a fault. The engine does it
 * several times as fast as we can, so this is for the usual case; it does not say what the fault is.
 */
export function decodePlainBase64(plain: string): string | undefined {
  // atob takes stray bits, padding and blanks; of the last two the result is too short.
  if (plain.length % 4 === 1 || hasStrayBits(plain)) return undefined;
  try {
    const binary = atob(plain);
    return binary.length === (plain.length * 3) >> 2 ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** The first thing in a text that makes it no base64url. */
export function findBase64urlFault(text: string): Base64urlFault | undefined {
  const position = text.search(/[^\w-]/);
  if (position >= 0) {
    return { kind: 'illegal_character', position, character: text.charAt(position) };
  }
  const last = text.length - 1;
  if (text.length % 4 === 1) return { kind: 'impossible_length', position: last };
  return hasStrayBits(text) ? { kind: 'stray_bits', position: last } : undefined;
}

/** True where the last character has bits that belong to no byte. */
function hasStrayBits(text: string): boolean {
  const over = text.length % 4;
  const stray = over === 2 ? 15 : over === 3 ? 3 : 0;
  return stray > 0 && (valueAt(text, text.length - 1) & stray) !== 0;
}

/** 0 behind the end. */
function valueAt(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? 0;
}

/** The same, repaired first: padding and blanks dropped, the `+/` alphabet accepted, stray bits ignored. */
export function decodeBase64urlLeniently(text: string): Uint8Array | undefined {
  const repaired = text.replace(/[\s=]/g, '').replaceAll('+', '-').replaceAll('/', '_');
  const trimmed = repaired.length % 4 === 1 ? repaired.slice(0, -1) : repaired;
  const decoded = decodeBase64url(trimmed);
  if (decoded.ok) return decoded.value;
  if (decoded.error.kind !== 'stray_bits') return undefined;
  const canonical = decodeBase64url(`${trimmed.slice(0, -1)}${clearedLast(trimmed)}`);
  return canonical.ok ? canonical.value : undefined;
}

function clearedLast(text: string): string {
  return ALPHABET[valueAt(text, text.length - 1) & (text.length % 4 === 2 ? 48 : 60)] ?? 'A';
}

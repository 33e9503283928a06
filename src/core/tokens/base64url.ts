import { err, ok, type Result } from '../result.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map([...ALPHABET].map((character, value) => [character, value]));

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
  if (text.length % 4 === 1) {
    const first = findIllegal(text);
    return err(first ?? { kind: 'impossible_length', position: text.length - 1 });
  }
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUE_OF.get(text.charAt(at));
    if (value === undefined) {
      return err({ kind: 'illegal_character', position: at, character: text.charAt(at) });
    }
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = (held >> bits) & 0xff;
      written += 1;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0)
    return err({ kind: 'stray_bits', position: text.length - 1 });
  return ok(bytes);
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
  const value = VALUE_OF.get(text.at(-1) ?? 'A') ?? 0;
  return ALPHABET[text.length % 4 === 2 ? value & 0b110000 : value & 0b111100] ?? 'A';
}

function findIllegal(text: string): Base64urlFault | undefined {
  const position = [...text].findIndex((character) => !VALUE_OF.has(character));
  if (position < 0) return undefined;
  return { kind: 'illegal_character', position, character: text.charAt(position) };
}

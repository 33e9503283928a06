import { err, ok, type Result } from '../result.ts';

/** What may come last, two or three characters behind the last whole three bytes: no bit is left over. */
const LAST = ['AQgw', 'AEIMQUYcgkosw048'];

/** Where base64url text goes wrong; `position` counts characters from 0. @see RFC 7515 §2 */
export type Base64urlFault =
  | { kind: 'illegal_character'; position: number; character: string }
  | { kind: 'impossible_length'; position: number }
  | { kind: 'stray_bits'; position: number };

/** Bytes as base64url without padding. @see RFC 4648 §5 */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of base64url text, refusing padding, blanks, other alphabets and stray last bits. */
export function decodeBase64url(text: string): Result<Uint8Array, Base64urlFault> {
  const fault = findBase64urlFault(text);
  if (fault) return err(fault);
  return ok(bytesOf(atob(toPlainBase64(text) ?? '')));
}

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
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
  const last = LAST[(text.length % 4) - 2];
  return last !== undefined && !last.includes(text.slice(-1));
}

/** The same, repaired first: padding and blanks dropped, the `+/` alphabet accepted, stray bits ignored. */
export function decodeBase64urlLeniently(text: string): Uint8Array | undefined {
  const plain = text.replace(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return bytesOf(atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain));
  } catch {
    return undefined;
  }
}

import { type Base64urlFault, decodeBase64url, decodeBase64urlLeniently } from './base64url.ts';

/** One dot-separated part of a token: where it stands in the text, and what could be read of it. */
export interface TokenPart {
  name: 'header' | 'claims' | 'signature' | 'encrypted_key' | 'iv' | 'ciphertext' | 'tag';
  /** character positions in the token, end exclusive */
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
  | { kind: 'not_an_object' };

/** A token looked at from outside and, where it can be read, from inside. */
export type DecodedToken =
  | { kind: 'jwt'; parts: TokenPart[]; header: Claims | undefined; claims: Claims | undefined }
  | { kind: 'jwe'; parts: TokenPart[]; header: Claims | undefined }
  | { kind: 'opaque'; length: number };

export type Claims = Readonly<Record<string, unknown>>;

const SIGNED = ['header', 'claims', 'signature'] as const;
const ENCRYPTED = ['header', 'encrypted_key', 'iv', 'ciphertext', 'tag'] as const;

/**
 * Decodes without verifying. Tolerant: every readable part is given, each fault beside it.
 * Text counts as a JWT when it has three parts and the first begins like a JSON object in base64url.
 *
 * @see RFC 7519 §7.2, RFC 7515 §5.2, RFC 7516 §3.1
 */
export function decodeToken(token: string): DecodedToken {
  const pieces = token.split('.');
  const looksLikeJson = /^e[wyo]/.test(token);
  if (!looksLikeJson || (pieces.length !== 3 && pieces.length !== 5)) {
    return { kind: 'opaque', length: token.length };
  }
  const names = pieces.length === 3 ? SIGNED : ENCRYPTED;
  let start = 0;
  const parts = pieces.map((piece, at) => {
    const part = readPart(piece, names[at] ?? 'signature', start);
    start += piece.length + 1;
    return part;
  });
  const header = parts[0]?.json;
  return pieces.length === 3
    ? { kind: 'jwt', parts, header, claims: parts[1]?.json }
    : { kind: 'jwe', parts, header };
}

function readPart(piece: string, name: TokenPart['name'], start: number): TokenPart {
  const part: TokenPart = { name, start, end: start + piece.length };
  const strict = decodeBase64url(piece);
  if (!strict.ok) part.fault = { kind: 'base64url', fault: strict.error };
  const bytes = strict.ok ? strict.value : decodeBase64urlLeniently(piece);
  const holdsJson = name === 'header' || name === 'claims';
  if (!holdsJson || !bytes) return part;
  const read = readObject(bytes);
  if (typeof read === 'string') {
    part.fault ??= { kind: read };
    return part;
  }
  part.json = read.json;
  if (!read.utf8) part.fault ??= { kind: 'not_utf8' };
  return part;
}

function readObject(
  bytes: Uint8Array,
): { json: Record<string, unknown>; utf8: boolean } | 'not_json' | 'not_an_object' {
  const text = new TextDecoder().decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not_json';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not_an_object';
  return { json: { ...value }, utf8: isUtf8(bytes) };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

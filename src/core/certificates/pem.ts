import { decodeBase64urlLeniently } from '../tokens/base64url.ts';

/** One block of a PEM text: `CERTIFICATE`, `PRIVATE KEY`, …, and its bytes as hex. @see RFC 7468 §2 */
export interface PemBlock {
  label: string;
  /** lower case; empty when what stands between the lines is no base64 */
  hex: string;
}

/** Longer texts hold no certificate chain and no key. */
const LONGEST = 200_000;
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;

/** The blocks of a PEM text, in order. Blanks and line ends may be as they like. */
export function readPem(text: string): PemBlock[] {
  return [...text.slice(0, LONGEST).matchAll(BLOCK)].map(([, label = '', body = '']) => ({
    label,
    hex: Array.from(decodeBase64urlLeniently(body) ?? [], (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
  }));
}

import { decodeBase64urlLeniently } from '../tokens/base64url.ts';

/** One block of a PEM text: `CERTIFICATE`, `PRIVATE KEY`, …, and its bytes. @see RFC 7468 §2 */
export interface PemBlock {
  /** empty for base64 that stands there without lines around it */
  label: string;
  /** `undefined` when what stands between the lines is no base64 */
  bytes: Uint8Array | undefined;
}

/** Longer texts hold no certificate chain and no key. */
const LONGEST = 200_000;
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;

/** The blocks of a PEM text, in order, or the one of bare base64. Blanks and line ends may be as they like. */
export function readPem(text: string): PemBlock[] {
  const given = text.slice(0, LONGEST);
  const blocks = [...given.matchAll(BLOCK)].map(([, label = '', body = '']) => ({
    label,
    bytes: decodeBase64urlLeniently(body),
  }));
  const bare = blocks.length === 0 && /^[A-Za-z0-9+/=\s]{40,}$/.test(given);
  return bare ? [{ label: '', bytes: decodeBase64urlLeniently(given) }] : blocks;
}

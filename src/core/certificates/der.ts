/** One element of DER: its tag byte, what is in it, and all of it. @see ITU-T X.690 §8.1 */
export interface DerElement {
  tag: number;
  content: Uint8Array;
  whole: Uint8Array;
}

/** Tags that keys and certificates use. */
export const TAG = {
  oid: 0x06,
  utcTime: 0x17,
} as const;

/** A certificate's name has perhaps ten parts: more elements side by side than this are garbage. */
const MOST_ELEMENTS = 1000;

/** The elements that stand side by side in some bytes, up to the first that is no DER. Never throws. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length && elements.length < MOST_ELEMENTS; ) {
    const element = readElement(bytes, at);
    if (!element) break;
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

/** What is inside an element; nothing when that is missing, or is another thing than a list of elements. */
export function inside(element: DerElement | undefined): DerElement[] {
  return element ? readDer(element.content) : [];
}

function readElement(bytes: Uint8Array, at: number): DerElement | undefined {
  const [tag, first] = bytes.subarray(at, at + 2);
  // Tags above 30 take more than a byte; neither keys nor certificates have them.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > 3) return undefined;
  const lengthBytes = bytes.subarray(at + 2, at + 2 + more);
  const length = more === 0 ? first : lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const start = at + 2 + more;
  if (lengthBytes.length < more || start + length > bytes.length) return undefined;
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}

/** An object identifier in dotted form; empty when the element is none. @see ITU-T X.690 §8.19 */
export function readOid(element: DerElement | undefined): string {
  if (element?.tag !== TAG.oid || element.content.length > 40) return '';
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [head = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(head / 40));
  return [root, head - root * 40, ...rest].join('.');
}

/** The text of a string or a time; other bytes come out as what UTF-8 makes of them. */
export function readText(element: DerElement | undefined): string {
  return new TextDecoder().decode(element?.content);
}

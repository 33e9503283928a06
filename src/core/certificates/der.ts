/** One element of DER: its tag byte, and what is in it. @see ITU-T X.690 §8.1 */
export interface DerElement {
  tag: number;
  content: Uint8Array;
}

/** A certificate's name has perhaps ten parts: more elements side by side than this are garbage. */
const MOST_ELEMENTS = 1000;

/** The elements that stand side by side in some bytes, up to the first that is no DER. Never throws. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at + 1 < bytes.length && elements.length < MOST_ELEMENTS; ) {
    const [tag = 0, first = 0] = bytes.subarray(at, at + 2);
    const more = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + more;
    const length = more ? Number(`0x${hexOf(bytes.subarray(at + 2, start))}`) : first;
    if (more > 3 || start + length > bytes.length) break;
    at = start + length;
    elements.push({ tag, content: bytes.subarray(start, at) });
  }
  return elements;
}

/** What is inside an element; nothing when that is missing, or is another thing than a list of elements. */
export function inside(element: DerElement | undefined): DerElement[] {
  return element ? readDer(element.content) : [];
}

/** The text of a string or a time; other bytes come out as what UTF-8 makes of them. */
export function readText(element: DerElement | undefined): string {
  return new TextDecoder().decode(element?.content);
}

/** Bytes as lower-case hex, in which object identifiers are looked for. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

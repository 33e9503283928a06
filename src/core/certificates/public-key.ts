/**
 * SubjectPublicKeyInfo of a certificate, both as DER in hex; empty where there is none. Of a certificate it
 * is the sixth element, or with a version the seventh. @see RFC 5280 §4.1
 */
export function publicKeyOf(certificate: string): string {
  const signed = elementsOf(elementsOf(certificate)[0]?.content ?? '')[0];
  const elements = elementsOf(signed?.content ?? '');
  return elements[elements[0]?.whole.startsWith('a0') ? 6 : 5]?.whole ?? '';
}

interface Element {
  /** tag, length and content */
  whole: string;
  content: string;
}

/** The elements that stand one behind the other. @see ITU-T X.690 §8.1 */
function elementsOf(hex: string): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at + 4 <= hex.length; ) {
    const first = Number.parseInt(hex.slice(at + 2, at + 4), 16);
    const more = first < 0x80 ? 0 : (first - 0x80) * 2;
    const start = at + 4 + more;
    const length = more === 0 ? first : Number.parseInt(hex.slice(at + 4, start), 16);
    const end = start + length * 2;
    // Also where the length is not said, which DER does not know.
    if (!(end > at) || end > hex.length) break;
    elements.push({ whole: hex.slice(at, end), content: hex.slice(start, end) });
    at = end;
  }
  return elements;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML content or attribute value; characters that XML has no way to write are left out. @see XML 1.0 §2.2 */
export function xmlText(text: string): string {
  return [...text]
    .filter(isWritable)
    .map((sign) => {
      // In an attribute a line's end would become a blank.
      if (sign < ' ') return `&#${sign.charCodeAt(0)};`;
      return ENTITIES[sign] ?? sign;
    })
    .join('');
}

function isWritable(sign: string): boolean {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}

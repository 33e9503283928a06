/** Signs have many spellings in HTML: a pattern for a longer value could be too large to make. */
const LONGEST_IN_HTML = 1000;

/**
 * Replaces a value wherever it stands in a text: as it is, percent-encoded (RFC 3986 §2.1, RFC 6749
 * App. B) once or twice, or escaped in JSON (RFC 8259 §7) or HTML, by any encoder's choice of signs and of hex
 * digits' case.
 */
export function replaceWritten(text: string, value: string, replacement: string): string {
  let replaced = text.replaceAll(value, replacement);
  for (const [mark, spell] of [
    ['%', percentEncoded],
    ['+', percentEncoded],
    ['%25', percentEncodedTwice],
    ['\\', jsonEscaped],
    ['&', htmlEscaped],
  ] as const) {
    if (!replaced.includes(mark)) continue;
    if (spell === htmlEscaped && value.length > LONGEST_IN_HTML) continue;
    // A function, since `$` has a meaning in replacement text.
    replaced = replaced.replace(pattern(value, spell), () => replacement);
  }
  return replaced;
}

/** Letters and digits are never encoded, so a token is nearly as long as its pattern. */
function pattern(value: string, spell: (character: string) => string[]): RegExp {
  const source = [...value].map((character) =>
    /[A-Za-z0-9]/.test(character) ? character : `(?:${spell(character).join('|')})`,
  );
  return new RegExp(source.join(''), 'g');
}

/** No two spellings of a character begin alike, so looking for them takes time in proportion to the text. */
function percentEncoded(character: string): string[] {
  const encoded = encodedBytes(character, '%');
  if (character === ' ') return [encoded, literal('+'), literal(' ')];
  return character === '%' ? [encoded] : [encoded, literal(character)];
}

/** In an address within an address. */
function percentEncodedTwice(character: string): string[] {
  const encoded = encodedBytes(character, '%25');
  if (character === ' ') return [encoded, '%2[bB]', literal('+')];
  return [encoded, literal(character)];
}

function encodedBytes(character: string, mark: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => mark + anyCase(byte.toString(16).padStart(2, '0'))).join('');
}

/** By its name or its number. @see HTML Standard §13.5 */
function htmlEscaped(character: string): string[] {
  const point = character.codePointAt(0) ?? 0;
  const name = { '&': 'amp|', '<': 'lt|', '>': 'gt|', '"': 'quot|' }[character] ?? '';
  const escaped = `&(?:${name}#0*${point}|#[xX]0*${anyCase(point.toString(16))});`;
  return character === '&' ? [escaped] : [escaped, literal(character)];
}

function jsonEscaped(character: string): string[] {
  const short = JSON.stringify(character).slice(1, -1);
  const escaped = codeUnits(character).map((hex) => `\\\\u${anyCase(hex)}`);
  const spellings = [escaped.join(''), literal(short)];
  return character === '/' ? [...spellings, literal('\\/')] : spellings;
}

/** A pattern for exactly this text. */
function literal(text: string): string {
  return codeUnits(text)
    .map((hex) => `\\u${hex}`)
    .join('');
}

function codeUnits(text: string): string[] {
  return Array.from({ length: text.length }, (_none, at) =>
    text.charCodeAt(at).toString(16).padStart(4, '0'),
  );
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

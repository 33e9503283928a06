/** What JSON calls a value: `object`, `array`, `number`, `string`, `boolean`, `null`; `–` for none. @see RFC 8259 §3 */
export function jsonType(value: unknown): string {
  if (value === undefined) return '–';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

import * as z from 'zod/mini';

/** One name and value of a query, form or fragment, decoded, in wire order; a name may stand twice. */
export const parameterSchema = z.strictObject({ name: z.string(), value: z.string() });
export type Parameter = z.infer<typeof parameterSchema>;

/** Reads `a=1&b=2`, with `+` as a blank; never fails: bad percent-encoding stays as it is. @see RFC 6749 App. B */
export function parseParameters(encoded: string): Parameter[] {
  return [...new URLSearchParams(encoded)].map(([name, value]) => ({ name, value }));
}

/** Writes a form body: blanks as `+`. @see RFC 6749 App. B */
export function encodeForm(parameters: readonly Parameter[]): string {
  return new URLSearchParams(parameters.map(({ name, value }) => [name, value])).toString();
}

/** How a value is written; see the profile's schema. */
export type Encoding = 'percent' | 'form' | 'minimal' | 'raw';

/** A parameter that may have an encoding of its own. */
export interface WrittenParameter extends Parameter {
  encoding?: Encoding | undefined;
}

/** Writes `a=1&b=2`; a parameter without an encoding of its own takes the given one. */
export function encodeParameters(parameters: readonly WrittenParameter[], usual: Encoding): string {
  return parameters
    .map(({ name, value, encoding = usual }) => `${encode(name, usual)}=${encode(value, encoding)}`)
    .join('&');
}

/** Writes one name or value. */
export function encode(text: string, encoding: Encoding): string {
  switch (encoding) {
    case 'form':
      return encodeForm([{ name: '', value: text }]).slice(1);
    case 'percent':
      // Blanks as `%20`, which every server reads, unlike `+`.
      return encode(text, 'form').replaceAll('+', '%20');
    case 'minimal':
      return encode(text, 'percent').replace(
        /%(?:3A|2F|2C|40|21|24|27|28|29|3B|3F)/g,
        decodeURIComponent,
      );
    case 'raw':
      // Whatever stands there, it stays one value of one query.
      return text.replace(/[^!-~]|["#&<>]/g, (found) => encode(found, 'percent'));
  }
}

/** The values that a name has, in order. */
export function valuesOf(parameters: readonly Parameter[], name: string): string[] {
  return parameters.filter((parameter) => parameter.name === name).map(({ value }) => value);
}

/** Names that stand more than once. */
export function repeatedNames(parameters: readonly Parameter[]): string[] {
  const seen = new Map<string, number>();
  for (const { name } of parameters) seen.set(name, (seen.get(name) ?? 0) + 1);
  return [...seen].filter(([, times]) => times > 1).map(([name]) => name);
}

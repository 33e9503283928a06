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

/** Writes a query: blanks as `%20`, which every server reads, unlike `+`. */
export function encodeQuery(parameters: readonly Parameter[]): string {
  return encodeForm(parameters).replaceAll('+', '%20');
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

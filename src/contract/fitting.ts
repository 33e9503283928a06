import * as z from 'zod/mini';

/** The members of a stored object that fit their schema; the others, and those that nobody knows, are left out. */
export function fitting<Shape extends Record<string, z.ZodMiniType>>(
  shape: Shape,
  stored: Readonly<Record<string, unknown>>,
): { [Name in keyof Shape]?: z.infer<Shape[Name]> } {
  const members = Object.entries(shape).flatMap(([name, schema]) => {
    const parsed = z.safeParse<z.ZodMiniType>(schema, stored[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(members);
}

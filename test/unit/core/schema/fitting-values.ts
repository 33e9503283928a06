import fc, { type Arbitrary } from 'fast-check';
import type * as z from 'zod/mini';

interface Definition {
  type: string;
  innerType: z.ZodMiniType;
  element: z.ZodMiniType;
  keyType: z.ZodMiniType;
  valueType: z.ZodMiniType;
  items: z.ZodMiniType[];
  options: z.ZodMiniType[];
  values: unknown[];
  entries: Record<string, string>;
  shape: Record<string, z.ZodMiniType>;
  checks?: { _zod: { def: { check: string; pattern?: RegExp } } }[];
}

/** Values that a schema accepts, drawn from what it says of itself; `customs` are for what it cannot say. */
export function fittingValues(schema: z.ZodMiniType, customs: unknown[]): Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition;
  const inside = (inner: z.ZodMiniType) => fittingValues(inner, customs);
  switch (definition.type) {
    case 'string':
      return textFor(definition);
    case 'number':
      return definition.checks ? fc.integer({ min: 1 }) : fc.double({ noNaN: true, max: 1e9 });
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...definition.values);
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries));
    case 'unknown':
      return fc.jsonValue({ maxDepth: 2 });
    case 'custom':
      return fc.constantFrom(...customs);
    case 'optional':
      return fc.option(inside(definition.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(inside(definition.innerType));
    case 'array':
      return fc.array(inside(definition.element), { minLength: 1, maxLength: 2 });
    case 'tuple':
      return fc.tuple(...definition.items.map(inside));
    case 'union':
      return fc.oneof(...definition.options.map(inside));
    case 'record':
      return fc.dictionary(
        inside(definition.keyType) as Arbitrary<string>,
        inside(definition.valueType),
        { maxKeys: 2 },
      );
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(definition.shape).map(([key, member]) => [key, inside(member)]),
        ),
        { requiredKeys: requiredKeys(definition.shape), noNullPrototype: true },
      );
    default:
      throw new Error(`nobody said which values fit ${definition.type}`);
  }
}

function textFor({ checks = [] }: Definition): Arbitrary<string> {
  const definitions = checks.map(({ _zod }) => _zod.def);
  const pattern = definitions.find((definition) => definition.pattern)?.pattern;
  if (pattern) return fc.stringMatching(pattern, { size: 'xsmall' });
  if (definitions.some(({ check }) => check === 'custom')) return fc.constant('2026-05-04T09:30Z');
  return fc.string({ minLength: definitions.length });
}

function requiredKeys(shape: Record<string, z.ZodMiniType>): string[] {
  return Object.keys(shape).filter((key) => shape[key]?._zod.optin === undefined);
}

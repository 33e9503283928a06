/**
 * The part of `zod/mini` that this source uses, with the same results and issues: in the built extension it
 * stands in zod's place, see `vite.config.ts`. All else has zod itself, and a test holds the two together.
 */

import {
  complain,
  type Issue,
  type Run,
  runInside,
  type Schema,
  type Shape,
  schema,
  wrongType,
} from './schema.ts';

export { int, maxLength, minLength, positive, refine, regex } from './checks.ts';
export { parse, safeParse } from './schema.ts';

type Members = Record<PropertyKey, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Asks the constructor, since an object of another window has another `Object`. */
function isPlainObject(value: unknown): value is Members {
  if (!isObject(value)) return false;
  const { constructor: maker } = value;
  if (typeof maker !== 'function') return true;
  return isObject(maker.prototype) && Object.hasOwn(maker.prototype, 'isPrototypeOf');
}

function ofType(type: 'string' | 'boolean') {
  return schema((value, issues) =>
    typeof value === type ? value : wrongType(issues, value, type),
  );
}

function oneOf(values: readonly unknown[]) {
  const known = new Set(values);
  return schema(
    (value, issues) =>
      known.has(value) ? value : complain(issues, value, 'invalid_value', { values }),
    { values },
  );
}

function members(shape: Shape, strict: boolean) {
  const entries = Object.entries(shape);
  const run: Run = (input, issues) => {
    if (!isObject(input)) return wrongType(issues, input, 'object');
    const result: Members = {};
    for (const [key, member] of entries) {
      const present = key in input;
      if (!present && member.optional) continue;
      const before = issues.length;
      const value = runInside(key, member, input[key], issues);
      if (present) result[key] = value;
      else if (issues.length === before)
        complain(issues, undefined, 'invalid_type', { expected: 'nonoptional', path: [key] });
    }
    const keys: string[] = [];
    if (strict) for (const key in input) if (!Object.hasOwn(shape, key)) keys.push(key);
    if (keys.length > 0) complain(issues, input, 'unrecognized_keys', { keys, continue: true });
    return result;
  };
  return schema(run, { shape, strict, tags: (member) => shape[member]?.values ?? [] });
}

/** Keys are text; where they are listed, none needs to be there, which of zod's two is `partialRecord`. */
export const record = (key: Schema, value: Schema) =>
  schema((input, issues) => {
    if (!isPlainObject(input)) return wrongType(issues, input, 'record');
    const result: Members = {};
    const keys: PropertyKey[] = [];
    for (const name of Reflect.ownKeys(input)) {
      if (name === '__proto__' || !Object.prototype.propertyIsEnumerable.call(input, name))
        continue;
      const inKey: Issue[] = [];
      key.run(name, inKey);
      if (inKey.length === 0) result[name] = runInside(name, value, input[name], issues);
      else if (key.values) keys.push(name);
      else complain(issues, name, 'invalid_key', { origin: 'record', issues: inKey, path: [name] });
    }
    if (keys.length > 0) complain(issues, input, 'unrecognized_keys', { keys, continue: true });
    return result;
  });
export { record as partialRecord };

export const string = () => ofType('string');
export const boolean = () => ofType('boolean');
export const number = () =>
  schema((value, issues) => (Number.isFinite(value) ? value : wrongType(issues, value, 'number')));
export const unknown = () => schema((value) => value);
export const literal = (value: unknown) => oneOf([value]);
const enumeration = (values: readonly string[]) => ({ ...oneOf(values), options: values });

export { enumeration as enum };

export const custom = (fits: (value: unknown) => unknown) =>
  schema((value, issues) =>
    fits(value) ? value : complain(issues, value, 'custom', { continue: false }),
  );
export const optional = ({ run }: Schema) =>
  schema((value, issues) => (value === undefined ? value : run(value, issues)), {
    optional: true,
  });
export const nullable = ({ run, optional }: Schema) =>
  schema((value, issues) => (value === null ? value : run(value, issues)), { optional });

export const array = (item: Schema) =>
  schema((input, issues) =>
    Array.isArray(input)
      ? Array.from(input, (value, at) => runInside(at, item, value, issues))
      : wrongType(issues, input, 'array'),
  );
/** All items are needed. */
export const tuple = (items: readonly Schema[]) =>
  schema((input, issues) => {
    if (!Array.isArray(input)) return wrongType(issues, input, 'tuple');
    const { length } = items;
    const facts = { origin: 'array', inclusive: true };
    if (input.length < length)
      return complain(issues, input, 'too_small', { minimum: length, ...facts });
    if (input.length > length) complain(issues, input, 'too_big', { maximum: length, ...facts });
    return items.map((item, at) => runInside(at, item, input[at], issues));
  });

export const object = (shape: Shape) => members(shape, false);
export const strictObject = (shape: Shape) => members(shape, true);
export const extend = ({ shape, strict = false }: Schema, more: Shape) =>
  members({ ...shape, ...more }, strict);
export const partial = ({ shape = {}, strict = false }: Schema) =>
  members(
    Object.fromEntries(Object.entries(shape).map(([key, member]) => [key, optional(member)])),
    strict,
  );

/** Of two options or more. */
export const union = (options: readonly Schema[]) =>
  schema(
    (input, issues) => {
      const tries = options.map(({ run }) => {
        const own: Issue[] = [];
        return { result: run(input, own), own };
      });
      const nearly = tries.filter(({ own }) => own.every((issue) => issue.continue));
      const chosen =
        nearly.find(({ own }) => own.length === 0) ?? (nearly.length === 1 ? nearly[0] : undefined);
      if (!chosen)
        return complain(issues, input, 'invalid_union', { errors: tries.map(({ own }) => own) });
      issues.push(...chosen.own);
      return chosen.result;
    },
    { optional: options.some((option) => option.optional) },
  );
export const discriminatedUnion = (discriminator: string, options: readonly Schema[]) => {
  const tags = (member: string) => options.flatMap((option) => option.tags?.(member) ?? []);
  const byTag = new Map(
    options.flatMap((option) => option.tags?.(discriminator).map((tag) => [tag, option]) ?? []),
  );
  return schema(
    (input, issues) => {
      if (!isObject(input)) return wrongType(issues, input, 'object');
      const option = byTag.get(input[discriminator]);
      if (option) return option.run(input, issues);
      const facts = { errors: [], discriminator, options: [...byTag.keys()] };
      return complain(issues, input, 'invalid_union', { ...facts, path: [discriminator] });
    },
    { tags },
  );
};

/** Nothing is compiled here, so that there is nothing to turn off. */
export const config = (_options: object) => {};

import type { ParameterTemplate } from '../banks/request-template.ts';
import type { WrittenParameter } from './parameter.ts';

/** A parameter with the way in which a JSON body writes it. */
export interface TypedParameter extends WrittenParameter {
  as?: ParameterTemplate['as'];
}

type Json = null | boolean | number | string | Json[] | Map<string, Json>;

/**
 * A JSON object of parameters, in their order; a dot in a name steps into an object, and into a list where
 * the steps are counted from 0: `accounts.0.iban`. The values of a name that stands more than once are a list.
 *
 * @see RFC 8259
 */
export function jsonBody(parameters: readonly TypedParameter[]): string {
  const body = new Map<string, Json>();
  for (const { name, value, as } of parameters) place(body, name.split('.'), jsonValue(value, as));
  return JSON.stringify(
    Object.fromEntries([...body].map(([name, member]) => [name, asObject(member)])),
  );
}

function place(object: Map<string, Json>, [first = '', ...rest]: string[], value: Json): void {
  if (rest.length === 0) {
    const before = object.get(first);
    object.set(first, before === undefined ? value : [before, value].flat());
    return;
  }
  const inner = object.get(first);
  const next = inner instanceof Map ? inner : new Map<string, Json>();
  object.set(first, next);
  place(next, rest, value);
}

/** A text that is not what it is to be written as stays a text: the bank shall see what a person typed. */
function jsonValue(value: string, as: TypedParameter['as']): Json {
  switch (as) {
    case 'number':
      return /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'list':
      return value.split(' ').filter((part) => part !== '');
    case 'json':
      return literal(value);
    default:
      return value;
  }
}

/** Checked when the profile was loaded; a person may have typed something else since. */
function literal(value: string): Json {
  try {
    return fromObject(JSON.parse(value));
  } catch {
    return value;
  }
}

function fromObject(value: unknown): Json {
  if (Array.isArray(value)) return value.map(fromObject);
  if (typeof value !== 'object' || value === null) return value as Json;
  return new Map(Object.entries(value).map(([name, member]) => [name, fromObject(member)]));
}

function asObject(value: Json): unknown {
  if (Array.isArray(value)) return value.map(asObject);
  if (!(value instanceof Map)) return value;
  const isList = value.size > 0 && [...value.keys()].every((name, at) => name === String(at));
  if (isList) return [...value.values()].map(asObject);
  return Object.fromEntries([...value].map(([name, member]) => [name, asObject(member)]));
}

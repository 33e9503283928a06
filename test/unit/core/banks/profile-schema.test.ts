import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DESCRIPTIONS,
  type JsonSchema,
  profileSchemaText,
  SCHEMA_FILE,
} from '../../../../scripts/profile-schema.ts';
import { bankProfileSchema } from '../../../../src/core/banks/bank-profile.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

const schema = JSON.parse(profileSchemaText()) as JsonSchema;

/** Keywords that say nothing of what is valid, or that are looked at below. */
const KEYWORDS = [
  ...['$schema', 'title', 'description', 'type', 'enum', 'required', 'properties', 'pattern'],
  ...['additionalProperties', 'propertyNames', 'items', 'minItems', 'minLength', 'maximum'],
  ...['exclusiveMinimum', 'minimum'],
];

/** Where a value does not fit a schema: as much of JSON Schema as ours needs. */
function* misfits(value: unknown, part: JsonSchema, path = ''): Iterable<string> {
  const unknown = Object.keys(part).filter((keyword) => !KEYWORDS.includes(keyword));
  if (unknown.length > 0) throw new Error(`keywords that nobody checks: ${unknown}`);
  if (part.type !== undefined && ![part.type].flat().includes(typeOf(value, part))) {
    yield `${path}: no ${part.type}`;
    return;
  }
  if (part.enum && !part.enum.includes(value as string)) yield `${path}: none of ${part.enum}`;
  if (typeof value === 'string') {
    if (part.pattern && !new RegExp(String(part.pattern)).test(value)) yield `${path}: form`;
    if (value.length < Number(part.minLength ?? 0)) yield `${path}: empty`;
  }
  if (typeof value === 'number') {
    if (value <= Number(part.exclusiveMinimum ?? -Infinity)) yield `${path}: too small`;
    if (value > Number(part.maximum ?? Infinity)) yield `${path}: too large`;
  }
  if (Array.isArray(value)) {
    if (value.length < Number(part.minItems ?? 0)) yield `${path}: empty`;
    for (const [at, element] of value.entries()) {
      yield* misfits(element, part.items ?? {}, `${path}.${at}`);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const name of part.required ?? []) {
      if (!Object.hasOwn(value, name)) yield `${path}.${name}: missing`;
    }
    for (const [name, member] of Object.entries(value)) {
      const own = part.properties?.[name];
      const other = part.additionalProperties;
      if (own) yield* misfits(member, own, `${path}.${name}`);
      else if (other === false) yield `${path}.${name}: unknown`;
      else yield* misfits(member, typeof other === 'object' ? other : {}, `${path}.${name}`);
      if (part.propertyNames)
        yield* misfits(name, part.propertyNames as JsonSchema, `${path} name`);
    }
  }
}

function typeOf(value: unknown, { type }: JsonSchema): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const whole = [type].flat().includes('integer') && Number.isInteger(value);
  return whole ? 'integer' : typeof value;
}

describe('the JSON Schema of profiles', () => {
  it('is the one that is committed; `npx tsx scripts/profile-schema.ts` writes it anew', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8').replaceAll('\r\n', '\n')).toBe(profileSchemaText());
  });

  it('has every field, and what says how to read a file', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual([
      ...['$schema', 'extends', 'abstract'],
      ...Object.keys(bankProfileSchema.shape),
    ]);
  });

  it('explains every field of the top', () => {
    const silent = Object.entries(schema.properties ?? {}).filter(([, part]) => !part.description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('explains nothing that is not there', () => {
    const said = new Set<unknown>();
    JSON.stringify(schema, (name, value) => {
      if (name === 'description') said.add(value);
      return value;
    });
    expect(Object.entries(DESCRIPTIONS).filter(([, text]) => !said.has(text))).toEqual([]);
  });

  it.each(Object.keys(catalogue))('accepts %s', (id) => {
    expect([...misfits(catalogue[id], schema)]).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an unknown field', { colour: 1 }, '.colour: unknown'],
    ['an unknown field inside', { scope: { colour: 1 } }, '.scope.colour: unknown'],
    ['a wrong type', { countries: 'SE' }, '.countries: no array,null'],
    ['a wrong choice', { pkce: 'maybe' }, '.pkce: none of required,supported,undocumented,'],
    ['a wrong form', { id: 'My' }, '.id: form'],
    ['a wrong name', { variables: { 'a-b': {} } }, '.variables name: form'],
    [
      'a member that only a list needs',
      { sources: [{ title: 'a' }] },
      '.sources.0.confidence: missing',
    ],
    [
      'null inside a list',
      { sources: [{ title: null, confidence: 'observed' }] },
      '.sources.0.title: no string',
    ],
    [
      'a small number',
      { lifetimes: { consent: { seconds: 0 } } },
      '.lifetimes.consent.seconds: too small',
    ],
  ])('refuses %s', (_what, file, misfit) => {
    expect([...misfits(file, schema)]).toEqual([misfit]);
  });

  it('lets a file leave out and remove what it inherits', () => {
    const file = {
      extends: 'oidc',
      id: 'a',
      refresh: null,
      environments: { sandbox: { kind: null } },
    };
    expect([...misfits(file, schema)]).toEqual([]);
  });
});

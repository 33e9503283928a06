import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as zod from 'zod/mini';
import { resolveProfile } from '../../../../src/core/banks/resolve-profile.ts';
import * as small from '../../../../src/core/schema/small-zod.ts';
import { runs, spread } from '../../../extent.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';
import {
  answered,
  captured,
  failed,
  opened,
  prepared,
  record,
  sent,
  started,
} from '../../../fixtures/happenings.ts';
import { fittingValues } from './fitting-values.ts';
import { unfitValues } from './unfit-values.ts';

const source = new URL('../../../../src/', import.meta.url);
const allFiles = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name): [string, string] => [name, readFileSync(new URL(name, source), 'utf8')]);
const files = allFiles.filter(([, text]) => text.includes("'zod/mini'"));

type Functions = Record<string, (...given: never[]) => unknown>;
type Schema = zod.ZodMiniType;

/** Names of zod that only types have, or that are in types only. */
const TYPES = ['infer', 'ZodMiniType', 'core'];

/** Checks that are schemas too, which the source does not use them as. */
const CHECKS = ['int', 'refine'];

/** The name under which a module exports a schema → which of those made it is. */
const exported = new Map<string, number>();

/** Loads every module that has schemas, with one of the two; returns all schemas that were made, in order. */
async function schemasMadeWith(functions: Functions): Promise<Schema[]> {
  const made: Schema[] = [];
  const recording = Object.entries(functions).map(([name, make]) => [
    name,
    (...given: never[]) => {
      if (functions === smallFunctions && given.length > make.length)
        throw new Error(`z.${name} would overlook what it is given`);
      const result = make(...given);
      if (isSchema(result) && !CHECKS.includes(name)) made.push(result);
      return result;
    },
  ]);
  vi.resetModules();
  vi.doMock('zod/mini', () => Object.fromEntries(recording));
  for (const [name, text] of files) {
    // The worker's own start cannot be loaded outside of a browser, and makes no schema.
    if (name === 'background/index.ts' || text.includes("import type * as z from 'zod/mini'"))
      continue;
    const module = await import(`${source.pathname}${name}`);
    for (const [name, value] of Object.entries(module)) {
      if (isSchema(value)) exported.set(name, made.indexOf(value));
    }
  }
  vi.doUnmock('zod/mini');
  return made;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}

const smallFunctions = { ...small } as unknown as Functions;
const zodFunctions = Object.fromEntries(
  Object.entries(zod).filter(([name]) => name in small),
) as unknown as Functions;

const flow = record(
  started(),
  opened(),
  captured('code'),
  prepared('1', 'step'),
  sent('1'),
  failed('1', 'unknown'),
  prepared('2', 'exchange'),
  answered('2', 'tokens'),
);

const options = { reportInput: true };

function outcome(parse: () => { success: boolean; data?: unknown; error?: unknown }) {
  const { success, data, error } = parse();
  return success ? { data, keys: JSON.stringify(data) } : { issues: comparable(error) };
}

/** Without what zod adds for its own sentences alone. */
function comparable(error: unknown): unknown {
  return (error as { issues: object[] }).issues.map((issue) => {
    const { note: _note, received: _received, ...rest } = issue as Record<string, unknown>;
    return Array.isArray(rest.errors)
      ? { ...rest, errors: rest.errors.map((issues) => comparable({ issues })) }
      : rest;
  });
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}

let pairs: [real: Schema, small: Schema][] = [];

/** Fails with both outcomes when they differ; returns whether the value fits. */
function expectAlike([real, own]: [Schema, Schema], value: unknown): boolean {
  freeze(value);
  const expected = outcome(() => zod.safeParse(real, value, options));
  const found = outcome(() => small.safeParse(own as never, value, options));
  if (!isDeepStrictEqual(found, expected)) expect(found).toStrictEqual(expected);
  return 'data' in expected;
}

function pairOf(name: string): [Schema, Schema] {
  const pair = pairs[exported.get(name) ?? -1];
  if (!pair) throw new Error(`no module exports ${name}`);
  return pair;
}

function expectAllAlike(pair: [Schema, Schema], fitting: unknown, most?: number) {
  const fits = expectAlike(pair, fitting);
  for (const value of unfitValues(fitting, most)) expectAlike(pair, value);
  return fits;
}

const ids = Object.keys(catalogue);
const resolved = ids.flatMap((id) => {
  const profile = resolveProfile(id, catalogue);
  return profile.ok ? [profile.value] : [];
});
/** Fits every custom schema: a profile, and what is told of a flow. */
const customs = [{ ...resolved[0], flowId: 'f1' }];

beforeAll(async () => {
  const real = await schemasMadeWith(zodFunctions);
  const own = await schemasMadeWith(smallFunctions);
  expect(own.length).toBe(real.length);
  pairs = real.map((schema, index) => [schema, own[index] as Schema]);
});

it('has all that the source asks of zod', () => {
  const used = files.flatMap(([, text]) =>
    [...text.matchAll(/\bz\.(\w+)/g)].map(([, name]) => name),
  );
  const missing = new Set(used.filter((name = '') => !TYPES.includes(name) && !(name in small)));
  expect([...missing]).toEqual([]);
});

it('has all that the source asks of a schema', () => {
  const asked = allFiles.flatMap(([, text]) => [
    ...text.matchAll(
      /(?<!\/)\b\w*[sS]chema(?:\.shape)?\.(?!tsx?\b)(\w+)|\)\s*\.(parse|register|with|clone|brand|apply)\b/g,
    ),
  ]);
  const names = asked.map(([, member, method]) => member ?? method ?? '');
  const has = { ...small.object({}), ...small.enum([]) };
  expect(names.filter((name) => !(name in has))).toEqual([]);
});

it('tells the options of an enum', () => {
  expect(small.enum(['a', 'b']).options).toEqual(zod.enum(['a', 'b']).options);
});

describe('tells the same of a value as zod', { timeout: 30_000 }, () => {
  it('that fits a schema, and with each of its places changed', () => {
    const tried = spread(pairs, 8);
    const fitting = tried.filter((pair) => {
      const [value] = fc.sample(fittingValues(pair[0], customs), { numRuns: 1, seed: 7 });
      return expectAllAlike(pair, value, runs(250));
    });
    expect(fitting.length).toBe(tried.length);
  });

  it('that is a profile or a profile file, with places of some changed', () => {
    const pair = pairOf('bankProfileSchema');
    for (const id of ids) expectAlike(pair, catalogue[id]);
    for (const id of ids)
      expect(expectAlike(pairOf('profileFileSchema'), catalogue[id])).toBe(true);
    for (const profile of resolved) expect(expectAlike(pair, profile)).toBe(true);
    for (const profile of resolved.slice(0, 3)) expectAllAlike(pair, profile, runs(800));
  });

  it('that is an event of a flow, with its places changed', () => {
    for (const event of flow)
      expect(expectAllAlike(pairOf('flowEventSchema'), event, runs(500))).toBe(true);
  });

  it.each([
    (z: typeof zod) => z.string().check(z.maxLength(2)),
    (z: typeof zod) => z.string().check(z.minLength(2), z.maxLength(3), z.regex(/^a/g)),
    (z: typeof zod) => z.array(z.string().check(z.regex(/^a/))).check(z.minLength(1)),
    (z: typeof zod) =>
      z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.string() })]),
  ])('that is checked for what no schema checks yet (%#)', (make) => {
    const pair: [Schema, Schema] = [make(zod), make(small as never)];
    const text = fc.constantFrom('a', 'b', '\u{1F600}', '\uD83D', '');
    const values = fc.oneof(
      fc.string({ unit: text, maxLength: 4 }),
      fc.array(text),
      fc.record({ a: text, b: text }, { requiredKeys: [] }),
    );
    fc.assert(fc.property(values, (value) => void expectAlike(pair, value)));
  });
});

describe('as functions', () => {
  it.each(['members', 'nothing'])('parse returns or throws (%s)', (member) => {
    const make = (z: typeof zod) => () =>
      z.parse(z.strictObject({ members: z.optional(z.number()) }), { [member]: 1 });
    const [real, own] = [make(zod), make(small as never)].map((run) => {
      try {
        return run();
      } catch (error) {
        return {
          ...JSON.parse((error as Error).message),
          issues: (error as { issues?: unknown }).issues,
        };
      }
    });
    expect(own).toEqual(real);
  });

  it('tells no input unless it is asked to', () => {
    const { error } = small.safeParse(small.string(), 1) as { error?: { issues: object[] } };
    expect(error?.issues).toStrictEqual(zod.safeParse(zod.string(), 1).error?.issues);
  });
});

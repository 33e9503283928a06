import fc from 'fast-check';
import { expect, it } from 'vitest';
import { english } from '../../../../../src/cli/english.ts';
import { readProfileFiles } from '../../../../../src/core/banks/import/read-profile-files.ts';
import { describeProfileFault } from '../../../../../src/core/banks/profile-fault.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

/** Milliseconds for properties, which are many tests in one. */
const SLOW = 30_000;

/** Every member name of the schema that the shipped files use, and names that no file should use. */
const NAMES = [
  ...new Set([...namesIn(oidc), ...namesIn(dialect)]),
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'],
];

const TEXTS = [
  ...['{tokenUrl}', '{state', '}', 'javascript:alert(1)', 'https://a.example', '\ud800', '(a+)+'],
  ...['authorize', 'exchange', 'token', 'oidc', 'mine', 'extends', '', '{apiBase}', '__proto__'],
];

const value = fc.letrec<{ any: unknown; object: object }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    fc.constantFrom<unknown>(...TEXTS, ...NAMES),
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), tie('any')), { maxLength: 6 })
    .map((members) => Object.fromEntries(members)),
}));

/** A file that is almost right: the shipped one, with members changed anywhere. */
const almostRight = fc
  .array(fc.tuple(fc.array(fc.nat(8), { maxLength: 5 }), value.any), { maxLength: 4 })
  .map((changes) => {
    const file: object = { ...structuredClone(oidc as object), id: 'mine' };
    for (const [way, replacement] of changes) change(file, way, replacement);
    return file;
  });

function change(file: unknown, way: readonly number[], replacement: unknown): void {
  if (typeof file !== 'object' || file === null) return;
  const [step = 0, ...rest] = way;
  const names = Object.keys(file);
  const name = names[step % Math.max(names.length, 1)];
  if (name === undefined) return;
  const members = file as Record<string, unknown>;
  if (rest.length === 0) members[name] = replacement;
  else change(members[name], rest, replacement);
}

function namesIn(file: unknown): string[] {
  if (typeof file !== 'object' || file === null) return [];
  return Object.entries(file).flatMap(([name, member]) => [name, ...namesIn(member)]);
}

/** Reads, and checks what every outcome promises. */
function check(text: string): void {
  const read = readProfileFiles(text, shipped);
  if (read.ok) {
    expect(read.value.profiles.length).toBeGreaterThan(0);
    // What was accepted is accepted again, from what is kept of it.
    const again = readProfileFiles(JSON.stringify(Object.values(read.value.files)), shipped);
    expect(again).toEqual(read);
    return;
  }
  expect(read.error.length).toBeGreaterThan(0);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const fault of read.error) {
    expect(fault.line).toBeGreaterThan(0);
    expect(fault.column).toBeGreaterThan(0);
    expect(fault.column).toBeLessThanOrEqual((lines[fault.line - 1]?.length ?? -1) + 2);
    expect(describeProfileFault(fault, english)).not.toMatch(/undefined|\[object/);
  }
}

it('reads any text without throwing', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), check), {
    numRuns: 500,
  });
});

it(
  'reads any JSON of our own names without throwing',
  () => {
    fc.assert(
      fc.property(fc.oneof(value.object, fc.array(value.any, { maxLength: 4 })), (json) =>
        check(JSON.stringify(json)),
      ),
      { numRuns: 200 },
    );
  },
  SLOW,
);

it(
  'reads files that are almost right without throwing',
  () => {
    fc.assert(
      fc.property(almostRight, (file) => check(JSON.stringify(file, null, 2))),
      { numRuns: 200 },
    );
  },
  SLOW,
);

it(
  'reads files that were cut or overwritten without throwing',
  () => {
    const text = JSON.stringify({ ...(oidc as object), id: 'mine' }, null, 1);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string(), (at, length, put) =>
        check(`${text.slice(0, at)}${put}${text.slice(at + length)}`),
      ),
      { numRuns: 200 },
    );
  },
  SLOW,
);

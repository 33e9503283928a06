import fc from 'fast-check';
import { english } from '../../../src/cli/english.ts';
import { readProfileFiles } from '../../../src/core/banks/import/read-profile-files.ts';
import { describeProfileFault } from '../../../src/core/banks/profile-fault.ts';
import { catalogue } from '../../fixtures/catalogue.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

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
const changed = fc
  .array(fc.tuple(fc.array(fc.nat(8), { maxLength: 5 }), value.any), { maxLength: 4 })
  .map((changes) => {
    const file: object = { ...structuredClone(oidc as object), id: 'mine' };
    for (const [way, replacement] of changes) change(file, way, replacement);
    return JSON.stringify(file, null, 2);
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

const whole = JSON.stringify({ ...(oidc as object), id: 'mine' }, null, 1);
const ownNames = fc.oneof(value.object, fc.array(value.any, { maxLength: 4 }));

/** What was accepted is accepted again from what is kept of it; each fault has a place in the text and a sentence. */
export const profile: Target = {
  name: 'profile',
  texts: fc.oneof(
    anyText,
    ownNames.map((json) => JSON.stringify(json)),
    changed,
    almost([whole], NAMES),
  ),
  check(text) {
    const read = readProfileFiles(text, shipped);
    if (read.ok) {
      hold(read.value.profiles.length > 0, 'no profile was read, and no fault');
      const kept = JSON.stringify(Object.values(read.value.files));
      const again = readProfileFiles(kept, shipped);
      hold(JSON.stringify(again) === JSON.stringify(read), 'read anew it is something else');
      return;
    }
    hold(read.error.length > 0, 'refused without a fault');
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
    for (const fault of read.error) {
      const length = lines[fault.line - 1]?.length ?? -1;
      hold(fault.line > 0 && fault.column > 0 && fault.column <= length + 2, 'a place outside');
      const sentence = describeProfileFault(fault, english);
      hold(!/undefined|\[object/.test(sentence), sentence);
    }
  },
};

/** The checks of `small-zod.ts`: what is asked of a value that has the right type. */

import { type Check, complain, type Issue } from './schema.ts';

/** Text is counted in code points, which are at least half as many as its units. */
function lengthCheck(limit: number, fits: (length: number) => boolean, facts: object): Check {
  const run = (value: { length: number } | null | undefined, issues: Issue[]) => {
    const units = value?.length;
    if (units === undefined) return;
    const isText = typeof value === 'string';
    if (fits(isText && units <= 2 * limit ? [...value].length : units)) return;
    const origin = Array.isArray(value) ? 'array' : isText ? 'string' : 'unknown';
    complain(issues, value, '', { ...facts, origin, inclusive: true, continue: true });
  };
  return { run, anyType: true };
}

export const minLength = (minimum: number) =>
  lengthCheck(minimum, (length) => length >= minimum, { code: 'too_small', minimum });
export const maxLength = (maximum: number) =>
  lengthCheck(maximum, (length) => length <= maximum, { code: 'too_big', maximum });
export const regex = (pattern: RegExp): Check => ({
  run(value: string, issues) {
    const facts = { origin: 'string', format: 'regex', pattern: `${pattern}`, continue: true };
    if (value.search(pattern) < 0) complain(issues, value, 'invalid_format', facts);
  },
});
export const refine = (fits: (value: never) => unknown): Check => ({
  run(value, issues) {
    if (!fits(value)) complain(issues, value, 'custom', { continue: true });
  },
});
export const positive = (): Check => ({
  run(value: number, issues) {
    const facts = { origin: 'number', minimum: 0, inclusive: false, continue: true };
    if (value <= 0) complain(issues, value, 'too_small', facts);
  },
});
/** A check only. */
export const int = (): Check => ({
  run(value: number, issues) {
    const facts = { origin: 'int', inclusive: true, continue: true };
    if (!Number.isInteger(value))
      complain(issues, value, 'invalid_type', {
        expected: 'int',
        format: 'safeint',
        continue: false,
      });
    else if (value > Number.MAX_SAFE_INTEGER)
      complain(issues, value, 'too_big', { maximum: Number.MAX_SAFE_INTEGER, ...facts });
    else if (value < Number.MIN_SAFE_INTEGER)
      complain(issues, value, 'too_small', { minimum: Number.MIN_SAFE_INTEGER, ...facts });
  },
});

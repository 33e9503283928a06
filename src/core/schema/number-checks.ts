/** The checks of numbers of `small-zod.ts`. */

import { type Check, complain } from './schema.ts';

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

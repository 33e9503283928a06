import { expect, it } from 'vitest';
import { claimDate } from '../../../../src/core/tokens/claim-dates.ts';

it.each([
  ['seconds are taken as they are', 1_300_819_380, 1_300_819_380],
  ['milliseconds are brought down to seconds', 1_300_819_380_123, 1_300_819_380],
  ['the last one that can be seconds is taken as it is', 99_999_999_999, 99_999_999_999],
  ['the first one that cannot is in milliseconds', 100_000_000_000, 100_000_000],
  ['text is no date', '1300819380', undefined],
  ['an absent claim is no date', undefined, undefined],
  ['a number without end is no date', Number.POSITIVE_INFINITY, undefined],
])('%s', (_behaviour, exp, expected) => {
  expect(claimDate({ exp }, 'exp')).toBe(expected);
});

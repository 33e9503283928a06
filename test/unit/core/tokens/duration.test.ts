import { expect, it } from 'vitest';
import { durationParts } from '../../../../src/core/tokens/duration.ts';

it.each([
  [0, { seconds: 0 }],
  [59, { seconds: 59 }],
  [60, { minutes: 1 }],
  [3599, { minutes: 59, seconds: 59 }],
  [3600, { hours: 1 }],
  [86_399, { hours: 23, minutes: 59 }],
  [86_400, { days: 1 }],
  [3661, { hours: 1, minutes: 1 }],
  [3605, { hours: 1 }],
  [15_552_000, { days: 180 }],
  [-90, { minutes: 1, seconds: 30 }],
  [89_999.9, { days: 1 }],
])('%d seconds have these two largest units', (seconds, parts) => {
  expect(durationParts(seconds)).toEqual(parts);
});

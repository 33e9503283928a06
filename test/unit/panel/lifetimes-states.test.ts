import { describe, expect, it } from 'vitest';
import { fixtures as clock } from '../../../src/panel/tokens/lifetimes/ClockNote.fixture.tsx';
import { fixtures as liveToken } from '../../../src/panel/tokens/lifetimes/LiveToken.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe.each(Object.entries({ clock, liveToken }))('%s', (_view, fixtures) => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});

it.each([
  ['back', /went back by 1 day,? 2 hr/],
  ['ahead', /That time has not passed/],
  ['bankAhead', /42 secs ahead of yours/],
])('says of a clock in the state "%s": %s', (name, words) => {
  expect(expectDrawn(clock[name] as NonNullable<(typeof clock)[string]>)).toMatch(words);
});

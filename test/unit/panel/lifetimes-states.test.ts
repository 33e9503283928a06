import { expect, it } from 'vitest';
import { fixtures as clock } from '../../../src/panel/tokens/lifetimes/ClockNote.fixture.tsx';
import { fixtures as timeLine } from '../../../src/panel/tokens/lifetimes/TimeLine.fixture.tsx';
import { fixtures as windows } from '../../../src/panel/tokens/lifetimes/TokenWindows.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

it.each([
  ['back', /went back by 1 day,? 2 hr/],
  ['ahead', /That time has not passed/],
  ['bankAhead', /42 secs ahead of yours/],
])('says of a clock in the state "%s": %s', (name, words) => {
  expect(expectDrawn(clock[name] as NonNullable<(typeof clock)[string]>)).toMatch(words);
});

it.each([
  ['window', /Renews for 180 days, until.*Add to calendar/],
  ['window', /Other pages of the bank say 90 days: until.*Add to calendar/],
  ['windowOver', /Other pages of the bank say 90 days: over since/],
  ['unread', /0 of 4 reads/],
  ['allReads', /4 of 4 reads/],
])('says of a token in the state "%s": %s', (name, words) => {
  expect(expectDrawn(windows[name] as NonNullable<(typeof windows)[string]>)).toMatch(words);
});

it.each([
  ['oneFlow', /<s>Access token<\/s>.*replaced/],
  ['oneFlow', /From .*until .*until .*by the bank's pages/],
  ['doubtful', /over, by some of its pages/],
  ['many', /60 of 70 lifetimes/],
])('says in the time line "%s": %s', (name, words) => {
  expect(expectDrawn(timeLine[name] as NonNullable<(typeof timeLine)[string]>)).toMatch(words);
});

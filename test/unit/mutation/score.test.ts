import { expect, it } from 'vitest';
import type { Mutant } from '../../mutation/instrument.ts';
import { sampleOf } from '../../mutation/plan.ts';
import { scoreOf, scoreTable, survivorList, type Tried } from '../../mutation/score.ts';

const mutant: Mutant = {
  id: '1',
  file: 'src/core/oauth/pkce.ts',
  line: 3,
  column: 7,
  mutator: 'EqualityOperator',
  before: 'a <\n  b',
  after: 'a <= b',
};
const tried = (...outcomes: Tried['outcome'][]): Tried[] =>
  outcomes.map((outcome) => ({ mutant, outcome }));

it('counts what was noticed of all that was tried', () => {
  const score = scoreOf('oauth', 4, tried('killed', 'timed-out', 'survived', 'not-run'));
  expect(score).toMatchObject({ all: 4, tried: 4, killed: 1, percent: 50, within: 0 });
});

it('gives the interval of a sample, and none where nothing was tried', () => {
  const outcomes = Array.from({ length: 100 }, (_none, at) => (at < 80 ? 'killed' : 'survived'));
  // 1.96 · √(0.8 · 0.2 / 100), and a little less since a tenth of all is known.
  expect(scoreOf('', 1000, tried(...outcomes)).within).toBe(7.4);
  expect(scoreOf('', 1000, [])).toMatchObject({ percent: 0, within: 0 });
});

it('is told in a line per folder', () => {
  const lines = scoreTable([scoreOf('src/core/oauth', 9, tried('killed', 'survived'))]).split('\n');
  expect(lines[1]).toMatch(/^src\/core\/oauth +9 +2 +1 +0 +1 +0 +50\.0 % ±/);
});

it('lists what nobody noticed by its place', () => {
  expect(survivorList(tried('killed', 'survived'))).toBe(
    'src/core/oauth/pkce.ts:3:7 survived EqualityOperator\n  - a < b\n  + a <= b\n',
  );
});

it('takes the same sample each time, of about the share that is wanted', () => {
  const mutants = Array.from({ length: 1000 }, (_none, line) => ({ ...mutant, line }));
  const sample = sampleOf(mutants, 10);
  expect(sampleOf(mutants, 10)).toEqual(sample);
  expect(sample.length).toBeGreaterThan(60);
  expect(sample.length).toBeLessThan(140);
  expect(sampleOf(mutants, 1)).toHaveLength(1000);
});

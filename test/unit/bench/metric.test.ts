import { describe, expect, it } from 'vitest';
import { metricOf, quantile } from '../../bench/metric.ts';

const rounds = [
  { ours: 30, baseline: 10 },
  { ours: 11, baseline: 10 },
  { ours: 24, baseline: 20 },
];

describe('a metric', () => {
  it('compares round by round, so that a slow moment of the machine weighs on both', () => {
    const metric = metricOf({ id: 'P0', name: 'made up', goal: 1.25 }, rounds);
    expect(metric).toMatchObject({ value: 24, baseline: 10, ratio: 1.2, p10: 1.1, p90: 3 });
    expect(metric).toMatchObject({ rounds: 3, pass: true });
  });

  it('fails above its goal, and never without one', () => {
    expect(metricOf({ id: 'P0', name: 'made up', goal: 1.1 }, rounds).pass).toBe(false);
    expect(metricOf({ id: 'P0', name: 'made up', goal: null }, rounds).pass).toBe(true);
  });

  it('of nothing is a fault of ours', () => {
    expect(() => quantile([], 0.5)).toThrow('nothing was measured');
  });
});

import { describe, expect, it } from 'vitest';
import { countOf, metricOf, quantile } from '../../bench/metric.ts';
import { tableOf } from '../../bench/table.ts';
import { takeTurns } from '../../bench/turns.ts';

const rounds = [
  { ours: 30, baseline: 10 },
  { ours: 11, baseline: 10 },
  { ours: 24, baseline: 20 },
];

describe('a line with a baseline', () => {
  const limits = { id: 'P0', name: 'made up', must: 1.25, goal: 1.05 };

  it('compares round by round, so that a slow moment of the machine weighs on both', () => {
    const metric = metricOf(limits, rounds);
    expect(metric).toMatchObject({ value: 24, baseline: 10, ratio: 1.2, p10: 1.1, p90: 3 });
    expect(metric).toMatchObject({ rounds: 3, meets: 'must' });
  });

  it.each([
    [{ must: 1.1, goal: 1 }, 'neither'],
    [{ must: 1.2, goal: 1 }, 'must'],
    [{ must: 1.3, goal: 1.2 }, 'goal'],
    [{ must: 1.3, goal: null }, 'must'],
    [{ must: null, goal: null }, null],
  ] as const)('is held to %j: %s', (held, meets) => {
    expect(metricOf({ ...limits, ...held }, rounds).meets).toBe(meets);
  });

  it('of nothing is a fault of ours', () => {
    expect(() => quantile([], 0.5)).toThrow('nothing was measured');
  });
});

describe('a line that counts', () => {
  it('is judged by its worst round', () => {
    const metric = countOf({ id: 'P0', name: 'made up', must: 0, goal: 0 }, [0, 0, 1], 'starts');
    expect(metric).toMatchObject({ value: 1, baseline: null, ratio: null, meets: 'neither' });
  });
});

describe('taking turns', () => {
  it('lets each go first in every second round, and counts no round from before', async () => {
    const went: string[] = [];
    const turn = (name: string, value: number) => async () => {
      went.push(name);
      return value;
    };
    const turns = { ours: turn('ours', 2), baseline: turn('baseline', 1) };
    const measured = await takeTurns(2, turns, { before: 1 });
    expect(measured).toEqual(Array(2).fill({ ours: 2, baseline: 1 }));
    expect(went.join(' ')).toBe('baseline ours ours baseline baseline ours');
  });
});

describe('the table', () => {
  it('says what was measured beside what, and what it is held to', () => {
    const head = { id: 'P0', name: 'made up', must: 1.25, goal: 1.05 };
    const table = tableOf([metricOf(head, rounds), countOf({ ...head, id: 'P1' }, [3], 'kB')]);
    expect(table).toBe(`P0  made up
  ours 24 ms, beside 10 ms; ratio 1.2 (p10 1.1, p90 3; 3 rounds)
  must 1.25, goal 1.05: goal missed
P1  made up
  3 kB (p10 3, p90 3; 1 round)
  must 1.25, goal 1.05: TOO MUCH`);
  });
});

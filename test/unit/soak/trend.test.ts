import { describe, expect, it } from 'vitest';
import { growthOf, type Measured } from '../../soak/growth.ts';
import { seeded } from '../../soak/seeded.ts';
import {
  FEWEST_FLOWS,
  FEWEST_READINGS,
  type Reading,
  theilSen,
  trendOf,
} from '../../soak/trend.ts';

const HEAP = { what: 'heap', unit: 'bytes', tolerance: 256 };
const random = seeded(7, 'noise');

/** Readings of something that grows by `slope` with each flow, and is off by up to `noise`. */
const readings = (slope: number, noise = 0): Reading[] =>
  Array.from({ length: 12 }, (_none, at) => ({
    flows: 600 + at * 30,
    value: 5_000_000 + slope * at * 30 + noise * (random.next() * 2 - 1),
  }));

describe('a trend', () => {
  it('is the slope of what grows evenly', () => {
    expect(theilSen(readings(200))).toBe(200);
  });

  it('grows with a leak of half a kilobyte a flow, through the noise of a heap', () => {
    expect(trendOf(HEAP, readings(512, 10_000)).verdict).toBe('grows');
  });

  it('is steady where there is noise and no leak', () => {
    expect(trendOf(HEAP, readings(0, 10_000)).verdict).toBe('steady');
  });

  it('is not turned by two readings that are far off', () => {
    const odd = readings(0, 10_000);
    for (const at of [10, 11]) odd[at] = { flows: 600 + at * 30, value: 9_000_000 };
    expect(trendOf(HEAP, odd).verdict).toBe('steady');
  });

  it('does not hide a leak behind one fall', () => {
    const fallen = readings(512, 10_000).map(({ flows, value }, at) => ({
      flows,
      value: at < 2 ? value + 4_000_000 : value,
    }));
    expect(trendOf(HEAP, fallen).verdict).toBe('grows');
  });

  it('is not judged by a few readings', () => {
    const few = readings(1_000_000).slice(0, FEWEST_READINGS - 1);
    expect(trendOf(HEAP, few).verdict).toBe('too_few');
    const close = readings(1_000_000).map((one, at) => ({
      ...one,
      flows: at < 11 ? at : FEWEST_FLOWS - 1,
    }));
    expect(trendOf(HEAP, close).verdict).toBe('too_few');
  });
});

describe('growth', () => {
  const measured = (at: number, listeners: number, workerLife = 'one'): Measured => ({
    flows: at * 30,
    panel: { heap: 5_000_000, listeners },
    worker: { heap: 3_000_000, functions: 900 },
    workerLife,
  });
  const verdicts = (all: readonly Measured[]) =>
    Object.fromEntries(growthOf(all).map(({ what, verdict }) => [what, verdict]));

  it('is found where every tenth message leaves a listener behind', () => {
    const all = Array.from({ length: 8 }, (_none, at) => measured(at, 40 + at * 60));
    expect(verdicts(all)).toEqual({
      'panel heap': 'steady',
      'panel listeners': 'grows',
      'worker heap': 'steady',
      'worker functions': 'steady',
    });
  });

  it('of a worker is that of its longest life: a new one begins small', () => {
    const lives = ['a', 'b', 'b', 'b', 'b', 'b', 'b', 'c', 'd'];
    const all = lives.map((life, at) => {
      const functions = life === 'b' ? 900 + at * 90 : 900;
      return { ...measured(at, 40, life), worker: { heap: 3_000_000, functions } };
    });
    expect(verdicts(all)).toMatchObject({ 'worker functions': 'grows', 'worker heap': 'steady' });
  });
});

describe('what is drawn by a seed', () => {
  it('is the same for the same purpose, and other for another', () => {
    const draw = (seed: number, purpose: string) => {
      const { between, text } = seeded(seed, purpose);
      return [between(0, 1000), between(0, 1000), text()];
    };
    expect(draw(7, 'kills')).toEqual(draw(7, 'kills'));
    expect(draw(7, 'kills')).not.toEqual(draw(7, 'plan'));
    expect(draw(7, 'kills')).not.toEqual(draw(8, 'kills'));
  });

  it('stays within its bounds and reaches both', () => {
    const { between, text } = seeded(7, 'bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => between(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
    // A code verifier may not be shorter. RFC 7636 §4.1
    expect(text()).toMatch(/^[A-Za-z0-9-]{43,128}$/);
  });
});

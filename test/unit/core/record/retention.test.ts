import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { type FlowRow, summariseFlow } from '../../../../src/core/flow/flow-summary.ts';
import { pastKeeping } from '../../../../src/core/record/retention.ts';
import { record, started } from '../../../fixtures/happenings.ts';

const state = foldFlow(record(started()));
if (!state) throw new Error('no flow');
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);
const flow = (daysOld: number, change: Partial<FlowRow> = {}): FlowRow => ({
  ...summariseFlow(state),
  flowId: `${daysOld} days`,
  startedAtMs: NOW - daysOld * DAY_MS,
  phase: 'failed',
  ...change,
});
const forgotten = (flows: FlowRow[], keepFlows: number, keepDays: number) =>
  pastKeeping(flows, { keepFlows, keepDays }, NOW);

describe('what is past keeping', () => {
  it('are the oldest, where there are more than shall be kept', () => {
    expect(forgotten([flow(3), flow(9), flow(1), flow(5)], 2, 0)).toEqual(['9 days', '5 days']);
  });

  it('is what is older than the days it is kept for', () => {
    expect(forgotten([flow(3), flow(9), flow(7.5)], 0, 7)).toEqual(['9 days', '7.5 days']);
  });

  it('is nothing without limits', () => {
    expect(forgotten([flow(3), flow(9000)], 0, 0)).toEqual([]);
  });

  it.each<[string, Partial<FlowRow>]>([
    ['is busy', { busy: true }],
    ['is held', { hold: { redirectUri: 'a', bank: 'b', untilMs: NOW + 1 } }],
    ['has a token that lives', { ends: { access: NOW / 1000 + 60, windows: [] } }],
    ['can be renewed', { ends: { windows: [NOW / 1000 + 60] } }],
    ['began today and waits', { phase: 'awaiting_redirect', startedAtMs: NOW - 1000 }],
  ])('is no flow that %s: the next one goes', (_what, change) => {
    expect(forgotten([flow(900, change)], 0, 7)).toEqual([]);
    expect(forgotten([flow(900, change), flow(3)], 1, 0)).toEqual(['3 days']);
  });

  it('is no flow of a bench that may go on', () => {
    const bench = { bench: 'b1' };
    expect(forgotten([flow(0.1, bench), flow(0.2, bench), flow(0)], 1, 0)).toEqual(['0 days']);
    expect(forgotten([flow(1.5, bench), flow(0)], 1, 0)).toEqual(['1.5 days']);
  });

  it('is what waited for more than a day', () => {
    expect(forgotten([flow(9, { phase: 'awaiting_redirect' })], 0, 7)).toEqual(['9 days']);
  });

  it('is counted for an imported record from when it was taken over', () => {
    const ends = { access: NOW / 1000 + 60, windows: [] };
    expect(forgotten([flow(900, { imported: NOW - DAY_MS, ends })], 0, 7)).toEqual([]);
    expect(forgotten([flow(900, { imported: NOW - 8 * DAY_MS, ends })], 0, 7)).toHaveLength(1);
  });
});

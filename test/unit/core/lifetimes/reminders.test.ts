import { describe, expect, it } from 'vitest';
import type { FlowRow } from '../../../../src/core/flow/flow-summary.ts';
import {
  dueReminders,
  nextReminder,
  remindersOf,
} from '../../../../src/core/lifetimes/reminders.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);

/** A flow whose windows end in so many days, and its access token in so many seconds. */
function flow(flowId: string, days: number[], change: object = {}, seconds?: number): FlowRow {
  const windows = days.map((count) => (NOW + count * DAY) / 1000);
  const ends = { windows, ...(seconds !== undefined && { access: NOW / 1000 + seconds }) };
  const place = { bank: 'Bank', service: 'aisp', environment: 'Sandbox' };
  return { flowId, startedAtMs: NOW, ...place, ends, ...change } as FlowRow;
}

const due = (flows: FlowRow[], nowMs = NOW, access = false) =>
  dueReminders(remindersOf(flows, access), nowMs).map(
    ({ flowId, kind, endsAtMs }) => `${flowId} ${kind} ${(endsAtMs - NOW) / DAY}`,
  );

describe('reminders', () => {
  it.each([
    ['nothing eight days before', [8], []],
    ['the customer’s return within seven days', [6], ['a window 6']],
    ['both ends where two are near', [6, 5], ['a window 6', 'a window 5']],
    ['the nearer of two ends that are 90 days apart', [96, 6], ['a window 6']],
    ['nothing once it is over', [-1], []],
  ])('tell of %s', (_what, days, expected) => {
    expect(due([flow('a', days)])).toEqual(expected);
  });

  it('tell of an access token only where that is wanted, a minute before', () => {
    const flows = [flow('a', [], {}, 300)];
    expect(due(flows, NOW + 250_000, true)).toHaveLength(1);
    expect(due(flows, NOW + 230_000, true)).toHaveLength(0);
    expect(due(flows, NOW + 250_000)).toHaveLength(0);
  });

  it('pass over what a newer flow replaced, what a page runs, and benches', () => {
    const old = flow('a', [3], { startedAtMs: NOW - DAY });
    expect(due([flow('b', [100]), old])).toEqual([]);
    expect(due([flow('b', [4], { service: 'cbpii' }), old])).toEqual(['b window 4', 'a window 3']);
    expect(due([flow('a', [3], { watched: true })])).toEqual([]);
    expect(due([old, flow('b', [4], { bench: 'b1' })])).toEqual(['a window 3']);
  });

  it.each([
    ['seven days before', NOW, 10, 3],
    ['one day before', NOW + 4 * DAY, 10, 9],
    ['at the end', NOW + 9.5 * DAY, 10, 10],
    ['never again', NOW + 11 * DAY, 10, Number.POSITIVE_INFINITY],
  ])('change next %s', (_when, nowMs, days, expected) => {
    const next = nextReminder(remindersOf([flow('a', [days])], false), nowMs);
    expect((next - NOW) / DAY).toBe(expected);
  });
});

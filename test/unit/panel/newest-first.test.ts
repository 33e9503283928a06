import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { withFlows } from '../../../src/panel/flows/newest-first.ts';
import { record, started } from '../../fixtures/happenings.ts';

const state = foldFlow(record(started()));
if (!state) throw new Error('no flow');
const summary = summariseFlow(state);
/** Of a few flows each in some version; when it began follows from which one it is. */
const flow = fc.tuple(fc.nat(12), fc.nat(99)).map(
  ([at, version]): FlowSummary => ({
    ...summary,
    flowId: `f${at}`,
    startedAtMs: (at % 5) * 1000,
    bank: String(version),
  }),
);

it('holds each flow once, as it was told last, the newest first', () => {
  fc.assert(
    fc.property(fc.array(fc.array(flow)), (told) => {
      const list = told.reduce<readonly FlowSummary[]>(withFlows, []);
      const last = new Map(told.flat().map((one) => [one.flowId, one]));
      expect(list).toHaveLength(last.size);
      for (const one of list) expect(one).toEqual(last.get(one.flowId));
      const times = list.map(({ startedAtMs }) => startedAtMs);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }),
  );
});

it('is the same list where nothing is told otherwise, so that nobody draws it again', () => {
  const list = withFlows([], [summary]);
  expect(withFlows(list, [{ ...summary }])).toBe(list);
  expect(withFlows(list, [{ ...summary, phase: 'failed' }])).not.toBe(list);
});

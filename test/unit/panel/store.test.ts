import { expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { fakeWorker } from './fake-worker.ts';

it('puts a tool away with the flow that it was opened for, and not before', async () => {
  const { store } = fakeWorker({ readFlow: async () => ({ events: [] }) });
  await store.selectFlow('one');
  store.tool.value = 'replay';
  await store.selectFlow('one');
  expect(store.tool.value).toBe('replay');
  await store.selectFlow('another');
  expect(store.tool.value).toBeUndefined();
});

it('keeps what is told while the list is being read: the reply may be older', async () => {
  const record = happenings.record(happenings.started(), happenings.opened());
  const [flowEvent] = record.slice(-1);
  const state = foldFlow(record);
  if (!state || !flowEvent) throw new Error('no flow');
  const summary: FlowSummary = summariseFlow(state);
  const other: FlowSummary = { ...summary, flowId: 'f2' };
  const { store, broadcast } = fakeWorker({
    listFlows: async () => {
      broadcast({ event: 'flows_changed', summaries: [summary], flowEvents: [flowEvent] });
      return { flows: [{ ...summary, phase: 'draft' }, other] };
    },
  });
  broadcast({ event: 'flows_replaced' });
  await expect.poll(() => store.flows.value?.length).toBe(2);
  expect(store.flows.value).toEqual(expect.arrayContaining([summary, other]));
});

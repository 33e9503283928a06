import { describe, expect, it } from 'vitest';
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

describe('a worker that starts anew', () => {
  const record = happenings.record(happenings.started(), happenings.opened());
  const state = foldFlow(record);
  if (!state) throw new Error('no flow');
  const summary: FlowSummary = summariseFlow(state);
  const landed: FlowSummary = { ...summary, phase: 'code_captured' };

  async function opened() {
    const asked: string[] = [];
    const worker = fakeWorker({
      listFlows: async () => {
        asked.push('list');
        return { flows: [summary] };
      },
      readFlow: async ({ flowId }) => {
        asked.push(flowId);
        return { events: record };
      },
    });
    worker.broadcast({ event: 'flows_replaced' });
    await expect.poll(() => worker.store.flows.value).toEqual([summary]);
    asked.length = 0;
    return { ...worker, asked };
  }

  it('tells what the one before may have left untold, and no list is read anew for it', async () => {
    const { store, broadcast, asked } = await opened();
    broadcast({ event: 'worker_started', listed: 1, summaries: [landed] });
    expect(store.flows.value).toEqual([landed]);
    expect(asked).toEqual([]);
  });

  it('has the selected flow read anew', async () => {
    const { store, broadcast, asked } = await opened();
    await store.selectFlow(summary.flowId);
    broadcast({ event: 'worker_started', listed: 1, summaries: [landed] });
    expect(asked).toEqual([summary.flowId, summary.flowId]);
  });

  it('has the list read anew when it is not as long as it was', async () => {
    const { broadcast, asked } = await opened();
    broadcast({ event: 'worker_started', listed: 0, summaries: [] });
    expect(asked).toEqual(['list']);
  });
});

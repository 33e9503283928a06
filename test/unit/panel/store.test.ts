import { describe, expect, it, vi } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { type FlowSummary, shownRow, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { createPanelStore } from '../../../src/panel/store.ts';
import { record, started, opened as wasOpened } from '../../fixtures/happenings.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

it('puts a tool away with the flow that it was opened for, and not before', async () => {
  const { store } = fakeWorker({ readFlow: async () => ({ events: [] }) });
  await store.selectFlow('one');
  store.tool.value = 'replay';
  await store.selectFlow('one');
  expect(store.tool.value).toBe('replay');
  await store.selectFlow('another');
  expect(store.tool.value).toBeUndefined();
});

/** What is awaited is here in a moment: fifty milliseconds between two looks would be the longest part of a test. */
const SOON = { interval: 5 };

describe('a worker that starts anew', () => {
  const events = record(started(), wasOpened());
  const state = foldFlow(events);
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
        return { events };
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

describe('a list of flows that comes in parts', () => {
  const state = foldFlow(record(started()));
  if (!state) throw new Error('no flow');
  const row = (at: number): FlowSummary => ({
    ...shownRow(summariseFlow(state)),
    flowId: `f${at}`,
    startedAtMs: at,
  });
  /** Five flows in two parts; the second comes when it is let go. */
  function inParts() {
    let letGo = () => {};
    const second = () =>
      new Promise<{ flows: FlowSummary[] }>((resolve) => {
        letGo = () => resolve({ flows: [row(1), row(0)] });
      });
    const first = { flows: [row(4), row(3), row(2)], next: [2, 'f2'] as [number, string] };
    const worker = fakeWorker({
      readFirst: async () => firstReads(first),
      listFlows: async ({ after }) => (after ? second() : first),
      readFlow: async () => ({ events: [] }),
    });
    const ids = () => worker.store.flows.value?.map(({ flowId }) => flowId);
    return { ...worker, ids, letGo: () => letGo() };
  }

  it('has what is beside the flows asked for when they are drawn, and not before', async () => {
    const { client, asked } = inParts();
    let draw = () => {};
    const drawn = new Promise<void>((resolve) => {
      draw = resolve;
    });
    const store = createPanelStore(client, { nowMs: () => 0 }, () => drawn);
    await store.load();
    const names = () => asked.map(({ name }) => name);
    expect(names()).not.toContain('readBeside');
    expect(names()).not.toContain('findUnread');
    draw();
    await vi.waitFor(
      () => expect(names()).toEqual(expect.arrayContaining(['readBeside', 'findUnread'])),
      SOON,
    );
  });

  it('shows the first part before the others are here', async () => {
    const { store, ids, letGo } = inParts();
    await store.load();
    expect(ids()).toEqual(['f4', 'f3', 'f2']);
    letGo();
    await vi.waitFor(() => expect(ids()).toEqual(['f4', 'f3', 'f2', 'f1', 'f0']), SOON);
  });

  it('keeps what was told while it came', async () => {
    const { store, ids, letGo, broadcast } = inParts();
    await store.load();
    const later = { ...row(1), phase: 'failed' as const };
    broadcast({ event: 'flows_changed', summaries: [later, row(9)], flowEvents: [] });
    expect(ids()).toEqual(['f9', 'f4', 'f3', 'f2', 'f1']);
    letGo();
    await vi.waitFor(() => expect(ids()).toEqual(['f9', 'f4', 'f3', 'f2', 'f1', 'f0']), SOON);
    expect(store.flows.value?.[4]?.phase).toBe('failed');
  });

  it('is drawn anew as it grows fourfold, and whole', async () => {
    const partAt = (place: number) => ({
      flows: [row(place - 1)],
      ...(place > 1 && { next: [place - 1, `f${place - 1}`] as [number, string] }),
    });
    const { store } = fakeWorker({
      readFirst: async () => firstReads(partAt(20)),
      listFlows: async ({ after: [place] = [20, ''] }) => partAt(place),
      readFlow: async () => ({ events: [] }),
    });
    const lengths: number[] = [];
    store.flows.subscribe((flows) => flows && lengths.push(flows.length));
    await store.load();
    await vi.waitFor(() => expect(lengths).toEqual([1, 4, 16, 20]), SOON);
  });

  it('stays whole until another list is', async () => {
    const { store, ids, letGo, broadcast } = inParts();
    await store.load();
    letGo();
    await vi.waitFor(() => expect(ids()).toHaveLength(5), SOON);
    broadcast({ event: 'flows_replaced' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ids()).toHaveLength(5);
  });
});

it('knows what was set though the list cannot be read', async () => {
  const { list: _unread, ...others } = firstReads({ flows: [] });
  const { store } = fakeWorker({
    readFirst: async () => ({ ...others, settings: { ...others.settings, theme: 'dark' } }),
    listFlows: async () => Promise.reject(new Error('UnknownError: Internal error.')),
  });
  await expect(store.load()).rejects.toThrow('Internal error');
  expect(store.settings.value.theme).toBe('dark');
});

it('asks for the rest of a long list when its beginning is drawn', async () => {
  const { client, asked } = fakeWorker({
    readFirst: async () => firstReads({ flows: [], next: [1, 'flow'] }),
    listFlows: async () => ({ flows: [] }),
  });
  let isDrawn = () => {};
  const drawing = new Promise<void>((resolve) => {
    isDrawn = resolve;
  });
  const store = createPanelStore(client, { nowMs: () => 0 }, () => drawing);
  const lists = () => asked.filter(({ name }) => name === 'listFlows').length;
  await store.load();
  expect(lists()).toBe(0);
  isDrawn();
  await expect.poll(lists).toBe(1);
});

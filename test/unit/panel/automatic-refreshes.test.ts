import { beforeEach, describe, expect, it } from 'vitest';
import type { FlowReply } from '../../../src/contract/replies.ts';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import {
  answered,
  codeCaptured,
  eventsOf,
  opened,
  prepared,
  sent,
  started,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { createPanelStore } from '../../../src/panel/store.ts';
import { automaticRefreshes, setAutomatic } from '../../../src/panel/tokens/automatic-refreshes.ts';
import { fakeWorker } from './fake-worker.ts';

const exchanged = [started(), opened(), codeCaptured, prepared('1'), sent('1'), answered('1')];
const accepted: FlowReply = { ok: true, value: { flowId: 'example' } };
const refresh = { ...prepared('2'), purpose: 'refresh' as const };

let nowMs: number;
let events: FlowEvent[];
let reply: FlowReply;

function panel() {
  const { client, asked } = fakeWorker({
    readFlow: async () => ({ events }),
    refresh: async () => reply,
  });
  const store = createPanelStore(client, { nowMs: () => nowMs });
  const tick = async (atMs: number) => {
    nowMs = atMs;
    store.tick();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { store, tick, sent: () => asked.filter(({ name }) => name === 'refresh'), asked };
}

const received = eventsOf(...exchanged);
const accessAt = received.at(-1)?.atMs ?? 0;
const state = () => automaticRefreshes.value.get('example');

beforeEach(() => {
  automaticRefreshes.value = new Map();
  events = received;
  reply = accepted;
  nowMs = accessAt;
});

describe('a flow that refreshes by itself', () => {
  it('refreshes once before the end, with the refresh token in use', async () => {
    const { store, tick, sent } = panel();
    setAutomatic(store, 'example', true);
    await tick(accessAt + 1000);
    expect(sent()).toEqual([]);
    await tick(accessAt + 3_590_000);
    expect(sent().map(({ params }) => params)).toEqual([
      { flowId: 'example', tokenId: 'example-refresh_token' },
    ]);
  });

  it('stops with a reason when the record says that the refresh brought nothing', async () => {
    const { store, tick, sent } = panel();
    setAutomatic(store, 'example', true);
    await tick(accessAt + 1000);
    await tick(accessAt + 3_590_000);
    events = eventsOf(
      ...exchanged,
      refresh,
      { kind: 'call_sent', callId: '2' },
      answered('2', { outcome: 'error', tokens: [] }),
    );
    await tick(accessAt + 3_591_000);
    await tick(accessAt + 3_592_000);
    expect(sent()).toHaveLength(1);
    expect(state()).toBe('failed');
  });

  it('stops when the worker refuses', async () => {
    const { store, tick, sent } = panel();
    reply = { ok: false, error: { kind: 'live_locked' } };
    setAutomatic(store, 'example', true);
    await tick(accessAt + 3_590_000);
    await tick(accessAt + 3_591_000);
    expect(sent()).toHaveLength(1);
    expect(state()).toBe('failed');
  });

  it('leaves a call that is under way to end', async () => {
    const { store, tick } = panel();
    reply = { ok: false, error: { kind: 'call_under_way' } };
    setAutomatic(store, 'example', true);
    await tick(accessAt + 3_590_000);
    expect(state()).toBe('on');
  });

  it('asks for nothing while it waits, while it is off, and while no clock ticks', async () => {
    const { store, tick, asked } = panel();
    setAutomatic(store, 'example', true);
    await tick(accessAt + 1000);
    const before = asked.length;
    await tick(accessAt + 2000);
    expect(asked).toHaveLength(before);
    setAutomatic(store, 'example', false);
    await tick(accessAt + 3_590_000);
    expect(asked).toHaveLength(before);
    expect(state()).toBeUndefined();
  });

  it('ends with its flow', async () => {
    const { store, tick } = panel();
    events = [];
    setAutomatic(store, 'example', true);
    await tick(accessAt + 1000);
    expect(state()).toBeUndefined();
  });
});

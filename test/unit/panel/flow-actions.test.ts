import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowReply } from '../../../src/contract/replies.ts';
import type { CallState, FlowState } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import {
  codeCaptured,
  eventsOf,
  mismatchFinding,
  opened,
  prepared,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import {
  callAgain,
  callApi,
  cancel,
  exchangeCode,
  pasteRedirect,
  refresh,
} from '../../../src/panel/flows/flow-actions.ts';
import { flowProblems, setFlowProblem } from '../../../src/panel/flows/flow-problem.ts';
import { runAgain } from '../../../src/panel/flows/run-again.ts';
import { planOf } from '../../fixtures/profiles.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

const events = eventsOf(started(), opened(), codeCaptured);
const flow = stateOf(events);
const accepted: FlowReply = { ok: true, value: { flowId: 'example' } };
const bank = 'http://17515.bpce.localhost/*';
const problem = () => flowProblems.value.get('example');

beforeEach(() => {
  vi.restoreAllMocks();
  setFlowProblem('example', undefined);
});

describe('sending a code', () => {
  it('asks for the host of the token endpoint within the click, before anything else', () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { store, asked } = fakeWorker({ exchangeCode: async () => accepted });
    void exchangeCode(store, flow);
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: [bank] });
    expect(asked).toEqual([]);
  });

  it('sends nothing when the host was denied, and names it', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    const { store, asked } = fakeWorker({});
    await exchangeCode(store, flow);
    expect(asked).toEqual([]);
    expect(problem()).toEqual({ kind: 'host_denied', host: '17515.bpce.localhost:8489' });
  });

  it('lets the person insist when errors were found', async () => {
    const exchange = vi
      .fn(async (): Promise<FlowReply> => accepted)
      .mockResolvedValueOnce({
        ok: false,
        error: { kind: 'has_errors', findings: [mismatchFinding] },
      });
    const { store, asked } = fakeWorker({ exchangeCode: exchange });
    await exchangeCode(store, flow);
    const found = problem();
    expect(found).toMatchObject({ kind: 'refused', refusal: { kind: 'has_errors' } });
    if (found?.kind === 'refused') found.anyway?.();
    await vi.waitFor(() => expect(problem()).toBeUndefined());
    expect(asked.at(-1)?.params).toEqual({ flowId: 'example', onErrors: 'send_anyway' });
  });

  it('does nothing on a second click while the first is on its way', async () => {
    const { store, asked } = fakeWorker({ exchangeCode: async () => accepted });
    await Promise.all([exchangeCode(store, flow), exchangeCode(store, flow)]);
    expect(asked).toHaveLength(1);
  });

  it('is not lost when the answer shows before the worker has told its end: it waits for that', async () => {
    const ends: (() => void)[] = [];
    const { store, asked, broadcast } = fakeWorker({
      readFlow: async () => ({ events }),
      callApi: () => new Promise((resolve) => ends.push(() => resolve(accepted))),
      refresh: async () => accepted,
    });
    await store.selectFlow('example');
    const called = callApi(store, flow, 'accounts', 'token-1');
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    const [next] = eventsOf(prepared('c1', 'api')).map((event) => ({
      ...event,
      sequence: events.length,
    }));
    if (!next) throw new Error('nothing happened');
    broadcast({
      event: 'flows_changed',
      summaries: [summariseFlow(flow)],
      flowEvents: [next],
    });
    const pressed = [refresh(store, flow), refresh(store, flow)];
    // The question for the host is answered, so that both stand before the call that is not told yet.
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.map(({ name }) => name)).not.toContain('refresh');
    ends[0]?.();
    await Promise.all([called, ...pressed]);
    expect(asked.map(({ name }) => name)).toEqual(['readFlow', 'callApi', 'refresh']);
  });

  it('says that the worker stopped, and reads the flow anew', async () => {
    const { store, asked } = fakeWorker({ readFlow: async () => ({ events }) });
    await store.selectFlow('example');
    await exchangeCode(store, flow);
    expect(problem()).toEqual({ kind: 'worker_stopped' });
    expect(asked.map(({ name }) => name)).toEqual(['readFlow', 'exchangeCode', 'readFlow']);
  });
});

describe('other steps', () => {
  it('asks for the host of the API before a call', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { store, asked } = fakeWorker({ callApi: async () => accepted });
    await callApi(store, flow, 'accounts', 'token-1');
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: [bank] });
    expect(asked[0]?.params).toMatchObject({
      name: 'accounts',
      tokenId: 'token-1',
      onErrors: 'ask',
    });
  });

  it.each([
    ['renewing first', true, { renew: true }],
    ['as it is', undefined, {}],
  ] as const)('makes a call again, %s, after asking for the host', async (_how, renew, told) => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { store, asked } = fakeWorker({ callAgain: async () => accepted });
    const call = { ...prepared('c1', 'api'), preparedAtMs: 0 } as unknown as CallState;
    await callAgain(store, flow, call, renew);
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: [bank] });
    expect(asked[0]?.params).toEqual({ flowId: 'example', callId: 'c1', ...told });
  });

  it('runs a flow again in a new tab without asking for a host, and shows the new flow', async () => {
    const request = vi.spyOn(browser.permissions, 'request');
    const { store, asked } = fakeWorker({
      runAgain: async () => ({ ok: true, value: { flowId: 'second' } }),
      readFlow: async () => ({ events: [] }),
    });
    await runAgain(store, flow);
    expect(request).not.toHaveBeenCalled();
    expect(asked[0]?.params).toEqual({ flowId: 'example', destination: { kind: 'new_tab' } });
    expect(store.selectedFlowId.value).toBe('second');
  });

  describe('while the old flow waits', () => {
    const waiting = stateOf(eventsOf(started(), opened()));
    const handlers = {
      runAgain: async () => ({ ok: true as const, value: { flowId: 'second' } }),
      readFlow: async () => ({ events: [] }),
    };
    const names = (asked: { name: string }[]) => asked.map(({ name }) => name);

    it('ends its wait once the new one has started, whatever the worker says to that', async () => {
      const { store, asked } = fakeWorker({
        ...handlers,
        abandonFlow: async () => ({ ok: false, error: { kind: 'no_such_flow' } }),
      });
      await runAgain(store, waiting);
      expect(names(asked)).toEqual(['runAgain', 'abandonFlow', 'readFlow']);
      expect(asked[1]?.params).toEqual({ flowId: 'example' });
      expect(problem()).toBeUndefined();
    });

    it('leaves it alone when the new one was refused', async () => {
      const { store, asked } = fakeWorker({
        runAgain: async () => ({ ok: false, error: { kind: 'live_locked' } }),
      });
      await runAgain(store, waiting);
      expect(names(asked)).toEqual(['runAgain']);
    });

    it('leaves it alone when its code came meanwhile', async () => {
      const { store, asked, broadcast } = fakeWorker(handlers);
      const flowEvent = events[2];
      if (!flowEvent) throw new Error('the example has no code');
      broadcast({
        event: 'flows_changed',
        summaries: [summariseFlow(flow)],
        flowEvents: [flowEvent],
      });
      await runAgain(store, waiting);
      expect(names(asked)).toEqual(['runAgain', 'readFlow']);
    });
  });

  it('asks for the host before it runs a flow again that sends at once', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { store } = fakeWorker({
      runAgain: async () => accepted,
      readFlow: async () => ({ events }),
    });
    const plan = planOf('practice-bpce-pisp');
    await runAgain(store, { ...flow, started: { ...flow.started, plan } });
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: [bank] });
  });

  it('asks for the hosts of all that a replay does by itself, in one question', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { store, asked } = fakeWorker({
      runAgain: async () => accepted,
      readFlow: async () => ({ events }),
    });
    const done = { ...flow, calls: [{ ...prepared('c1', 'exchange'), preparedAtMs: 0 }] };
    const variables = { bankCode: '13807' };
    store.tool.value = 'replay';
    await runAgain(store, done as unknown as FlowState, { variables, bank: 'Another bank' });
    const elsewhere = bank.replace('17515', '13807');
    expect(elsewhere).not.toBe(bank);
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: [elsewhere] });
    expect(asked[0]?.params).toMatchObject({ variables, bank: 'Another bank' });
    expect(store.tool.value).toBeUndefined();
  });

  it.each(['client_secret', 'client_key'])(
    'opens the tool that asks for the %s where that is gone',
    async (what) => {
      const { store } = fakeWorker({
        runAgain: async () => ({ ok: false, error: { kind: 'secret_gone', what } }),
      });
      await runAgain(store, flow);
      expect(store.tool.value).toBe('replay');
      expect(problem()).toMatchObject({ refusal: { kind: 'secret_gone' } });
    },
  );

  it('tells whether a pasted redirect was taken', async () => {
    const { store } = fakeWorker({
      pasteRedirect: async ({ url }) =>
        url === 'nonsense' ? { ok: false, error: { kind: 'not_a_url' } } : accepted,
    });
    expect(await pasteRedirect(store, flow, 'nonsense')).toBe(false);
    expect(problem()).toEqual({ kind: 'refused', refusal: { kind: 'not_a_url' } });
    expect(await pasteRedirect(store, flow, 'http://app.localhost/callback?code=c')).toBe(true);
    expect(problem()).toBeUndefined();
  });

  it('never rejects when a call cannot be cancelled', async () => {
    const { store } = fakeWorker({});
    await cancel(store, flow);
    expect(problem()).toEqual({ kind: 'worker_stopped' });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SeenLanding } from '../../../src/contract/requests.ts';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import {
  codeCaptured,
  eventsOf,
  opened,
  started,
  startMs,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { watchLandings } from '../../../src/panel/flows/watch-landings.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

const TOLD_BY_MS = 1000;
const waiting = eventsOf(started(), opened());
const captured = eventsOf(started(), opened(), codeCaptured);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rowOf = (events: FlowEvent[]) => summariseFlow(stateOf(events));

/** A panel that lists some flows, and what it handed on. */
async function panelWith(...given: FlowEvent[][]) {
  let listed = given;
  let isEnded = false;
  const { store, asked, broadcast } = fakeWorker(
    {
      readFirst: async () => firstReads({ flows: listed.map(rowOf) }),
      listFlows: async () => ({ flows: listed.map(rowOf) }),
      reportLanding: async () => {
        if (isEnded) throw new Error('the worker was ended');
        return {};
      },
    },
    startMs,
  );
  await store.load();
  const listeners: ((landing: SeenLanding) => void)[] = [];
  watchLandings(store, (listener) => listeners.push(listener));
  return {
    see: (landing: Partial<SeenLanding>) => {
      for (const listener of listeners) {
        listener({ url: 'https://app.example/cb', tabId: 9, via: 'navigation', ...landing });
      }
    },
    reports: () => asked.filter(({ name }) => name === 'reportLanding').map(({ params }) => params),
    fails: () => {
      isEnded = true;
    },
    lists: (...flows: FlowEvent[][]) => {
      listed = flows;
      return store.load();
    },
    becomes: (changed: FlowEvent[]) =>
      broadcast({
        event: 'flows_changed',
        summaries: [summariseFlow(stateOf(changed))],
        flowEvents: [],
      }),
  };
}

const url = 'https://app.example/cb?code=fake&state=fake';

describe('what a panel sees come', () => {
  it('is handed on when the worker has not told of it within a second', async () => {
    const { see, reports } = await panelWith(waiting);
    see({ url, via: 'bank_redirect', status: 302 });
    vi.advanceTimersByTime(TOLD_BY_MS - 1);
    expect(reports()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(reports()).toEqual([{ url, tabId: 9, via: 'bank_redirect', status: 302 }]);
  });

  it('is not when the worker has told of it by then', async () => {
    const { see, reports, becomes } = await panelWith(waiting);
    see({ url });
    becomes(captured);
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toEqual([]);
  });

  it('is not when by then only a flow waits that began later', async () => {
    const { see, reports, becomes } = await panelWith(waiting);
    see({ url });
    becomes(captured);
    becomes(waiting.map((event) => ({ ...event, flowId: 'next', atMs: event.atMs + 500 })));
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toEqual([]);
  });

  it('is not when the flow that it may be for was deleted', async () => {
    const other = waiting.map((event) => ({ ...event, flowId: 'other' }));
    const { see, reports, lists } = await panelWith(waiting, other);
    see({ url });
    await lists(other);
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toEqual([]);
  });

  it('is handed on to a flow of which the panel hears later than of its answer', async () => {
    const { see, reports, becomes } = await panelWith(captured);
    see({ url });
    becomes(waiting.map((event) => ({ ...event, flowId: 'unheard' })));
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toHaveLength(1);
  });

  it('is handed on again, a few times, when the worker is ended over it', async () => {
    const { see, reports, fails } = await panelWith(waiting);
    fails();
    see({ url });
    await vi.advanceTimersByTimeAsync(20 * TOLD_BY_MS);
    expect(reports()).toHaveLength(5);
  });

  it('is handed on with what was posted', async () => {
    const { see, reports } = await panelWith(waiting);
    const form = [{ name: 'code', value: 'fake' }];
    see({ via: 'form_post', form });
    see({ via: 'form_post', form: [{ name: 'search', value: 'fake' }] });
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toEqual([
      { url: 'https://app.example/cb', tabId: 9, via: 'form_post', form },
    ]);
  });

  it('is handed on at once when it is in the fragment, which may be hidden from the worker', async () => {
    const { see, reports } = await panelWith(waiting);
    const inFragment = 'https://app.example/cb#code=fake&state=fake';
    see({ url: inFragment });
    expect(reports()).toEqual([{ url: inFragment, tabId: 9, via: 'navigation' }]);
    see({ url: 'https://app.example/cb?code=fake#top' });
    expect(reports()).toHaveLength(1);
  });

  it.each([
    ['it is a page without an answer', waiting, 'https://app.example/?page=2#page=3'],
    ['no flow waits', captured, url],
  ])('is not handed on when %s', async (_what, events, address) => {
    const { see, reports } = await panelWith(events);
    see({ url: address });
    vi.advanceTimersByTime(TOLD_BY_MS);
    expect(reports()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../../src/contract/replies.ts';
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
import { watchPages } from '../../../src/panel/flows/watch-pages.ts';
import type { PageVisit } from '../../../src/panel/tab-pages.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

const login = 'http://17515.bpce.localhost:8489/login';

function watch(events: FlowEvent[], ...visits: PageVisit[]) {
  return watchAt(startMs, [events], ...visits);
}

async function watchAt(nowMs: number, flows: FlowEvent[][], ...visits: PageVisit[]) {
  const handlers: Partial<Handlers> = {
    readFirst: async () =>
      firstReads({ flows: flows.map((events) => summariseFlow(stateOf(events))) }),
    readFlow: async ({ flowId }) => ({
      events: flows.find(([first]) => first?.flowId === flowId) ?? [],
    }),
    reportPage: async () => ({}),
  };
  const { store, asked } = fakeWorker(handlers, nowMs);
  await store.load();
  asked.length = 0;
  const listeners: ((visit: PageVisit) => void)[] = [];
  watchPages(store, (listener) => listeners.push(listener));
  for (const visit of visits) {
    for (const listener of listeners) listener(visit);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const reports = asked.filter(({ name }) => name === 'reportPage').map(({ params }) => params);
  return { reports, asked };
}

const waiting = eventsOf(started(), opened());
const copied = eventsOf(started(), opened('copied'));

describe('pages of a waiting flow', () => {
  it('are reported without query and fragment', async () => {
    const { reports } = await watch(waiting, {
      tabId: 7,
      url: `${login}?session=secret#x`,
      status: 500,
    });
    expect(reports).toEqual([{ flowId: 'example', url: login, status: 500 }]);
  });

  it('are those of its own tab', async () => {
    const { reports } = await watch(waiting, { tabId: 8, url: login });
    expect(reports).toEqual([]);
  });

  it('are those on the bank’s host when nobody knows the tab', async () => {
    const { reports } = await watch(
      copied,
      { tabId: 3, url: 'https://news.example/' },
      { tabId: 3, url: login },
    );
    expect(reports).toEqual([{ flowId: 'example', url: login }]);
  });

  it('are reported once, and again when their status becomes known', async () => {
    const { reports } = await watch(
      waiting,
      { tabId: 7, url: login },
      { tabId: 7, url: login, status: 200 },
      { tabId: 7, url: login, status: 200 },
      { tabId: 7, url: login },
    );
    expect(reports).toEqual([
      { flowId: 'example', url: login },
      { flowId: 'example', url: login, status: 200 },
    ]);
  });

  it.each([
    ['the redirect URI', { tabId: 7, url: 'http://app.localhost:8489/callback?code=c' }],
    [
      'a page that was left before it loaded',
      { tabId: 7, url: login, failure: 'net::ERR_ABORTED' },
    ],
    ['a page of the browser', { tabId: 7, url: 'chrome://newtab/' }],
    ['what is no URL', { tabId: 7, url: '' }],
  ])('do not include %s', async (_what, visit) => {
    expect((await watch(waiting, visit)).reports).toEqual([]);
  });

  it('are of no interest half an hour after it was opened', async () => {
    const openedMs = waiting[1]?.atMs ?? 0;
    const reportsAt = async (nowMs: number) =>
      (await watchAt(nowMs, [waiting], { tabId: 7, url: login })).reports;
    expect(await reportsAt(openedMs + 30 * 60_000 - 1)).toHaveLength(1);
    expect(await reportsAt(openedMs + 30 * 60_000)).toEqual([]);
  });

  it('are reported to the newest flow alone when several wait in one tab', async () => {
    const newer = waiting.map((event) => ({ ...event, flowId: 'newer', atMs: event.atMs + 5_000 }));
    const { reports } = await watchAt(
      startMs,
      [waiting, newer],
      { tabId: 7, url: login },
      { tabId: 7, url: 'http://app.localhost:8489/callback?code=c' },
    );
    expect(reports).toEqual([{ flowId: 'newer', url: login }]);
  });

  it('leave the worker asleep while no flow waits', async () => {
    const { asked } = await watch(eventsOf(started(), opened(), codeCaptured), {
      tabId: 7,
      url: login,
    });
    expect(asked).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import type { PageVisit } from '../../../src/panel/browser.ts';
import {
  codeCaptured,
  eventsOf,
  opened,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { watchPages } from '../../../src/panel/flows/watch-pages.ts';
import { fakeWorker } from './fake-worker.ts';

const login = 'http://17515.bpce.localhost:8489/login';

async function watch(events: FlowEvent[], ...visits: PageVisit[]) {
  const { store, asked } = fakeWorker({
    readSettings: async () => store.settings.value,
    listFlows: async () => ({ flows: [summariseFlow(stateOf(events))] }),
    readFlow: async () => ({ events }),
    reportPage: async () => ({}),
  });
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

  it('leave the worker asleep while no flow waits', async () => {
    const { asked } = await watch(eventsOf(started(), opened(), codeCaptured), {
      tabId: 7,
      url: login,
    });
    expect(asked).toEqual([]);
  });
});

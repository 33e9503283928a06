import { describe, expect, it } from 'vitest';
import {
  codeCaptured,
  eventsOf,
  opened,
  pageSeen,
  started,
  startMs,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { waitingDoubts } from '../../../src/panel/flows/waiting.ts';

const soon = startMs + 10_000;
const doubtsAbout = (page: Parameters<typeof pageSeen>[0], nowMs = soon) =>
  waitingDoubts(stateOf(eventsOf(started(), opened(), pageSeen(page))), nowMs);

describe('while a redirect is awaited', () => {
  it('nothing speaks against it at first', () => {
    expect(doubtsAbout({ status: 200 })).toEqual([]);
  });

  it.each([400, 404, 503])('a page that answered with %i does', (status) => {
    expect(doubtsAbout({ status })).toEqual([
      { kind: 'page_refused', host: '17515.bpce.localhost:8489', status },
    ]);
  });

  it('a page of the bank that did not load does, one of another host does not', () => {
    const failure = 'net::ERR_EMPTY_RESPONSE';
    expect(doubtsAbout({ status: undefined, failure })).toMatchObject([
      { kind: 'page_failed', failure },
    ]);
    expect(doubtsAbout({ status: undefined, failure, url: 'https://id.example/app' })).toEqual([]);
  });

  it('five minutes of waiting do', () => {
    const openedMs = startMs + 12;
    expect(doubtsAbout({}, openedMs + 299_999)).toEqual([]);
    expect(doubtsAbout({}, openedMs + 300_000)).toEqual([{ kind: 'long_wait' }]);
  });

  it('nothing is said any more once it came', () => {
    const flow = stateOf(eventsOf(started(), opened(), pageSeen({ status: 500 }), codeCaptured));
    expect(waitingDoubts(flow, soon)).toEqual([]);
  });
});

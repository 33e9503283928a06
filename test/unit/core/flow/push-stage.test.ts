import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { summariseFlow } from '../../../../src/core/flow/flow-summary.ts';
import { pushStage, refusedReference } from '../../../../src/core/flow/push-stage.ts';
import { replayPlan } from '../../../../src/core/flow/replay-plan.ts';
import { lifetimesOf } from '../../../../src/core/lifetimes/lifetimes-of.ts';
import { lintWaiting } from '../../../../src/core/lint/lint-waiting.ts';
import {
  eventsOf,
  pageSeen,
  startMs,
  stateOf,
} from '../../../../src/panel/flows/example-flow.fixture.ts';
import {
  answeredFlow,
  endsAtMs,
  openedFlow,
  openedPushed,
  preparedPush,
  pushed,
  pushedFlow,
  pushing,
  pushRefused,
} from '../../../../src/panel/flows/pushed-flow.fixture.ts';

const flowOf = (happenings: readonly Happening[]) => stateOf(eventsOf(...happenings));
const copied = [...pushedFlow, openedPushed('copied')];

it.each<[string, readonly Happening[], number, string]>([
  ['is under way', pushing, 0, 'under_way'],
  ['was refused', [...pushing, pushRefused('p')], 0, 'refused'],
  ['waits to be opened', pushedFlow, endsAtMs - 1, 'ready'],
  ['has ended', pushedFlow, endsAtMs, 'ended'],
  ['was opened', openedFlow, endsAtMs + 1, 'opened'],
  ['was taken elsewhere, in time', copied, endsAtMs - 1, 'opened'],
  ['was taken elsewhere, and nobody was seen opening it', copied, endsAtMs, 'ended'],
  ['was taken elsewhere, and a page was seen', [...copied, pageSeen()], endsAtMs, 'opened'],
  ['was answered', answeredFlow, endsAtMs, 'opened'],
  ['is pushed again', [...openedFlow, preparedPush('q')], endsAtMs, 'under_way'],
  [
    'was refused the second time',
    [...openedFlow, preparedPush('q'), pushRefused('q')],
    0,
    'refused',
  ],
  ['was pushed again', [...openedFlow, preparedPush('q'), pushed('q')], 0, 'ready'],
])('a pushed request %s', (_name, happenings, nowMs, stage) => {
  expect(pushStage(flowOf(happenings), nowMs)?.stage).toBe(stage);
});

it('stands in the row of a flow until it is opened', () => {
  const push = (happenings: readonly Happening[]) => summariseFlow(flowOf(happenings)).push;
  expect(push(pushing)).toEqual({});
  expect(push(pushedFlow)).toEqual({ endsAtMs });
  expect(push(openedFlow)).toBeUndefined();
  expect(push([...pushing, pushRefused('p')])).toBeUndefined();
});

it('is a lifetime that opening spends, and another push replaces', () => {
  const gone = (happenings: readonly Happening[]) =>
    lifetimesOf(flowOf(happenings)).flatMap((one) =>
      one.kind === 'request_uri' ? [one.gone ?? 'none'] : [],
    );
  expect(gone(pushedFlow)).toEqual(['none']);
  expect(gone(openedFlow)).toEqual(['spent']);
  expect(gone([...openedFlow, preparedPush('q'), pushed('q')])).toEqual(['replaced', 'none']);
});

it('is told of when it ended and nothing was opened', () => {
  const told = (nowMs: number) =>
    lintWaiting({ openedAtMs: endsAtMs - 1000, nowMs, requestUriEndsAtMs: endsAtMs }).map(
      ({ id }) => id,
    );
  expect(told(endsAtMs - 1)).toEqual([]);
  expect(told(endsAtMs)).toEqual(['AQ23']);
});

describe('an error page of the bank where a reference was opened', () => {
  const openedUrl = flowOf(openedFlow).opened?.url ?? '';
  const page = (change = {}) => pageSeen({ url: openedUrl.replace(/[?].*/, ''), ...change });
  const late = [...openedFlow].map(endsBefore);
  const told = (happenings: readonly Happening[]) => {
    const refused = refusedReference(flowOf(happenings));
    return lintWaiting({ openedAtMs: startMs, nowMs: startMs, refused });
  };

  it.each<[string, readonly Happening[], string[]]>([
    ['that was taken before', [...openedFlow, pageSeen(), page({ status: 400 })], ['1']],
    ['that was taken there', [...openedFlow, page({ status: 200 }), page({ status: 400 })], ['1']],
    ['that had ended', [...late, page({ status: 400 })], ['0']],
  ])('is explained for one %s', (_what, happenings, facts) => {
    expect(told(happenings)).toMatchObject([{ id: 'AQ23', facts: [...facts, expect.any(String)] }]);
  });

  it.each<[string, readonly Happening[]]>([
    ['in time and never before', [...openedFlow, page({ status: 400 })]],
    ['of another address', [...late, pageSeen({ status: 400 })]],
    ['without an error', [...late, page({ status: 200 })]],
    [
      'of a new one that nobody opened',
      [...late, preparedPush('q'), pushed('q'), page({ status: 400 })],
    ],
  ])('says nothing of one %s', (_what, happenings) => {
    expect(told(happenings)).toEqual([]);
  });

  function endsBefore(happening: Happening): Happening {
    if (happening.kind !== 'call_answered' || !happening.pushed) return happening;
    return { ...happening, pushed: { ...happening.pushed, endsAtMs: startMs + 1 } };
  }
});

it('is no part of the plan that is run again', () => {
  const { plan } = flowOf(pushedFlow).started;
  const extra = [
    { name: 'request_uri', value: 'urn:ietf:params:oauth:request_uri:once' },
    { name: 'request_uri', value: 'https://app.example/always.jwt' },
    { name: 'dpop_jkt', value: 'thumbprint' },
  ];
  const again = replayPlan({ ...plan, draft: { ...plan.draft, extra } });
  expect(again.draft).toMatchObject({ pushed: true, requestObject: true, dpop: true });
  expect(again.draft.extra).toEqual([extra[1]]);
});

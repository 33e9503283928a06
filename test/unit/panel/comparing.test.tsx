import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { FlowSummary } from '../../../src/core/flow/flow-summary.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { fixtures as board } from '../../../src/panel/flow-tools/board/BoardView.fixture.tsx';
import { fixtures as compare } from '../../../src/panel/flow-tools/compare/CompareView.fixture.tsx';
import { likelyRun, otherRuns } from '../../../src/panel/flow-tools/compare/other-runs.ts';
import { fixtures as replay } from '../../../src/panel/flow-tools/replay/ReplayView.fixture.tsx';
import { changeOf, recordedChoice } from '../../../src/panel/flow-tools/replay/replay-change.ts';
import {
  eventsOf,
  opened,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';

const shown = (state: () => Parameters<typeof renderToString>[0]) => renderToString(state());

describe.each(Object.entries({ board, compare, replay }))('%s', (_tool, states) => {
  it.each(Object.entries(states))('draws the state "%s"', (_name, Fixture) => {
    const html = renderToString(<Fixture />);
    expect(html).not.toBe('');
    expect(html).not.toMatch(/undefined|\[object|NaN|\$\d|(?:compare|board|replay)_[a-z]/);
  });
});

describe('the comparison', () => {
  it('has the verdict first, and what differs with its values', () => {
    const html = shown(compare['changed at the bank']);
    expect(html.indexOf('Changed at the bank')).toBeLessThan(html.indexOf('session_hint'));
    expect(html).toMatch(/Status.*302.*303/s);
    expect(shown(compare['no difference'])).toMatch(/No difference.*3 steps without a difference/s);
  });

  const flow = stateOf(eventsOf(started(), opened()));
  const own = summariseFlow(flow);
  const other = (flowId: string, minutes: number, change: Partial<FlowSummary> = {}) => ({
    ...own,
    flowId,
    startedAtMs: own.startedAtMs + minutes * 60_000,
    ...change,
  });

  it('is with the run that is repeated, else with the one of its kind before it', () => {
    const flows = [
      own,
      other('later', 5),
      other('other bank', -1, { bank: 'Another bank' }),
      other('before', -2),
      other('first', -9),
    ];
    expect(likelyRun(flow, flows)).toBe('before');
    expect(likelyRun(flow, [other('bench', -1, { bench: 'b1' }), ...flows])).toBe('before');
    const replayed = { ...flow, started: { ...flow.started, repeats: 'first' } };
    expect(likelyRun(replayed, flows)).toBe('first');
    expect(otherRuns(flow, flows).map(({ flowId }) => flowId)).toEqual([
      'later',
      'before',
      'first',
      'other bank',
    ]);
    expect(likelyRun(flow, [own])).toBeUndefined();
  });

  it('is of what a person changed for the next run, and of nothing else', () => {
    const recorded = recordedChoice(flow);
    expect(changeOf(flow, recorded)).toEqual({});
    const variables = { ...recorded.variables, bankCode: '13807' };
    const change = changeOf(flow, { ...recorded, variables, clientSecret: 'fake-secret' });
    expect(change).toMatchObject({ variables: { bankCode: '13807' }, clientSecret: 'fake-secret' });
    expect(change.bank).toMatch(/\w/);
  });
});

it('shows a refused replay with a box for the client secret', () => {
  const html = shown(replay['whose client secret is gone']);
  expect(html).toMatch(/role="alert".*client secret is no longer/s);
  expect(html).toContain('type="password"');
});

it('lets the person say whose key signs for a record from elsewhere', () => {
  expect(shown(replay['of a file, with a saved client that signs'])).toMatch(
    /Signing key of.*Nobody: nothing is signed.*Example client/s,
  );
  expect(shown(replay['of a file, with nobody to sign for it'])).toMatch(
    /role="alert".*choose a saved client with its key/s,
  );
});

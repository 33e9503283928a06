import { describe, expect, it } from 'vitest';
import {
  type AutomaticRefresh,
  automaticRefresh,
} from '../../../../src/core/flow/automatic-refresh.ts';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import {
  answered,
  failed,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';

const access = token('access_token', 'a1');
const renewable = token('refresh_token', 'r1');
const AT = access.receivedAtMs;
const withTokens = [
  ...[started(), opened(), prepared('c1', 'exchange'), sent('c1')],
  answered('c1', 'tokens', [access, renewable]),
];
const refresh = { ...prepared('c2', 'refresh'), uses: 'r1' };
const next = token('access_token', 'a2');

function decide(happenings: Happening[], afterSeconds: number, life: number | undefined) {
  const flow = foldFlow(record(...happenings));
  const endsAt = life === undefined ? undefined : AT / 1000 + life;
  return flow && automaticRefresh(flow, endsAt, AT + afterSeconds * 1000);
}

describe('a flow that shall refresh by itself', () => {
  it.each<[string, Happening[], number, number | undefined, AutomaticRefresh]>([
    [
      'waits until a minute before the end',
      withTokens,
      10,
      3600,
      { kind: 'wait', untilMs: AT + 3_540_000 },
    ],
    ['refreshes then', withTokens, 3540, 3600, { kind: 'now' }],
    ['refreshes at once when the token is over', withTokens, 9999, 3600, { kind: 'now' }],
    [
      'waits for three quarters of a short life',
      withTokens,
      1,
      40,
      { kind: 'wait', untilMs: AT + 30_000 },
    ],
    ['does not chase tokens that hardly live', withTokens, 9, 9, { kind: 'nothing' }],
    [
      'does nothing beside a call under way',
      [...withTokens, refresh, sent('c2')],
      3600,
      3600,
      { kind: 'busy' },
    ],
    [
      'stops after a refusal',
      [...withTokens, refresh, sent('c2'), answered('c2', 'error')],
      3600,
      3600,
      { kind: 'failed' },
    ],
    [
      'stops after an unknown end',
      [...withTokens, refresh, sent('c2'), failed('c2', 'unknown')],
      3600,
      3600,
      { kind: 'failed' },
    ],
    [
      'stops after one that never left',
      [...withTokens, refresh, failed('c2', 'no')],
      3600,
      3600,
      { kind: 'failed' },
    ],
    [
      'goes on after one that brought a token',
      [...withTokens, refresh, sent('c2'), answered('c2', 'tokens', [next])],
      10,
      3600,
      { kind: 'wait', untilMs: AT + 3_540_000 },
    ],
    ['needs an end to go by', withTokens, 10, undefined, { kind: 'nothing' }],
    ['needs a token', [started(), opened()], 10, 3600, { kind: 'nothing' }],
    [
      'needs a refresh token',
      [started(), opened(), prepared('c1', 'exchange'), answered('c1', 'tokens', [access])],
      3600,
      3600,
      { kind: 'nothing' },
    ],
  ])('%s', (_what, happenings, after, life, expected) => {
    expect(decide(happenings, after, life)).toEqual(expected);
  });
});

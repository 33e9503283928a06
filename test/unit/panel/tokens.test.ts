import { describe, expect, it } from 'vitest';
import type { FlowState, TokenState } from '../../../src/core/flow/flow-state.ts';
import { eventsOf, started, stateOf } from '../../../src/panel/flows/example-flow.fixture.ts';
import { timerStage } from '../../../src/panel/tokens/timer-stage.ts';
import { firstReceivedMs, tokenEnd, tokensOfKind } from '../../../src/panel/tokens/token-end.ts';

function token(change: Partial<TokenState> & { fingerprint?: string } = {}): TokenState {
  const { fingerprint = '0123abcd', ...rest } = change;
  return {
    secret: { id: `id-${fingerprint}`, kind: 'refresh_token', length: 43, fingerprint },
    kind: 'refresh_token',
    receivedAtMs: 5_000,
    callId: '1',
    replaced: false,
    ...rest,
  };
}

const flowWith = (...tokens: TokenState[]): FlowState => ({
  ...stateOf(eventsOf(started())),
  tokens,
});

describe('the end of a token', () => {
  const jwt = { header: {}, claims: { exp: 9_000 } };

  it.each([
    ['counts expires_in from the answer', { expires_in: 60, jwt }, 65],
    ['takes exp when the bank did not say expires_in', { jwt }, 9_000],
    ['is unknown when nobody said', {}, undefined],
  ])('%s', (_behaviour, change, expected) => {
    expect(tokenEnd(token(change), flowWith())).toBe(expected);
  });
});

describe('the tokens of a kind', () => {
  const old = token({ fingerprint: 'aaaaaaaa', replaced: true });

  it('puts replaced ones after those in use, newest first', () => {
    const older = token({ fingerprint: 'bbbbbbbb', replaced: true });
    const current = token({ fingerprint: 'cccccccc' });
    expect(tokensOfKind(flowWith(older, old, current), 'refresh_token')).toEqual({
      current: [current],
      replaced: [old, older],
    });
  });

  it('does not call a token replaced that the bank sent again', () => {
    const again = token({ fingerprint: 'aaaaaaaa', receivedAtMs: 90_000 });
    const flow = flowWith(old, again);
    expect(tokensOfKind(flow, 'refresh_token')).toEqual({ current: [again], replaced: [] });
    expect(firstReceivedMs(flow, again)).toBe(5_000);
  });
});

it.each([
  [3600, 'long'],
  [61, 'long'],
  [60, 'minute'],
  [10, 'seconds'],
  [0, 'over'],
  [-5, 'over'],
])('%s seconds before the end the stage is %s', (left, stage) => {
  expect(timerStage(left)).toBe(stage);
});

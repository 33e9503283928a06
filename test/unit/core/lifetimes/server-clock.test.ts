import { describe, expect, it } from 'vitest';
import type { CallState, FlowState, TokenState } from '../../../../src/core/flow/flow-state.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import {
  changeSince,
  latestOffset,
  serverOffset,
  surely,
} from '../../../../src/core/lifetimes/server-clock.ts';
import { tokenEnd } from '../../../../src/core/lifetimes/token-end.ts';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import { record, started, token } from '../../../fixtures/happenings.ts';

const AT = Date.UTC(2026, 4, 4, 9, 30);
const HOUR = 3_600_000;

/** A call that was answered at some moment of ours, by a bank whose clock is so much ahead. */
function call(callId: string, receivedAtMs: number, aheadMs: number | undefined, tripMs = 100) {
  const dateMs = receivedAtMs - tripMs / 2 + (aheadMs ?? 0);
  const date: [string, string][] =
    aheadMs === undefined ? [] : [['Date', new Date(dateMs).toUTCString()]];
  const answer = { headers: date, receivedAtMs, durationMs: tripMs } as HttpAnswer;
  return { callId, sentAtMs: receivedAtMs - tripMs, answer } as CallState;
}

function flowOf(...calls: CallState[]): FlowState {
  const flow = foldFlow(record(started()));
  if (!flow) throw new Error('no flow');
  return { ...flow, calls };
}

const received = (callId: string, receivedAtMs: number, change: Partial<TokenState> = {}) =>
  ({
    ...token('access_token', 'a1'),
    callId,
    replaced: false,
    receivedAtMs,
    ...change,
  }) as TokenState;

describe('the bank’s clock', () => {
  it.each([
    ['42 s ahead', 42_000, 100, 42_000],
    ['26 h behind', -26 * HOUR, 100, -26 * HOUR],
    ['the same', 0, 100, 0],
    ['2 s ahead, which may be rounding', 2_000, 100, 0],
    ['9 s ahead of an answer that took 20 s', 9_000, 20_000, 0],
    ['15 s ahead of an answer that took 20 s', 15_000, 20_000, 15_000],
  ])('is %s', (_what, aheadMs, tripMs, expected) => {
    const offset = surely(serverOffset(call('c', AT, aheadMs, tripMs)));
    expect(Math.abs(offset - expected)).toBeLessThanOrEqual(1_000);
  });

  it.each([
    ['no Date', []],
    ['a Date that is none', [['date', 'yesterday']]],
  ] as [string, [string, string][]][])('is not told by %s', (_what, headers) => {
    const answer = { headers, receivedAtMs: AT, durationMs: 1 } as HttpAnswer;
    expect(serverOffset({ answer } as CallState)).toBeUndefined();
    expect(surely(undefined)).toBe(0);
  });

  it('is as much later as a cached answer is old', () => {
    const cached = call('c', AT, -60_000);
    cached.answer?.headers.push(['age', '60']);
    expect(surely(serverOffset(cached))).toBe(0);
  });

  it('is told by the newest answer that has a Date', () => {
    const flow = flowOf(call('a', AT, 0), call('b', AT, 42_000), call('c', AT, undefined));
    expect(Math.round(surely(latestOffset(flow)) / 1000)).toBe(42);
  });
});

describe('the end of a token', () => {
  const jwt = { header: {}, claims: { exp: AT / 1000 + 3600 } };

  it('counts expires_in from the answer, whatever the bank’s clock says', () => {
    const flow = flowOf(call('a', AT, 42_000));
    expect(tokenEnd(received('a', AT, { expires_in: 3600 }), flow)).toBe(AT / 1000 + 3600);
  });

  it('takes exp by the bank’s clock', () => {
    const flow = flowOf(call('a', AT, 42_000));
    expect(tokenEnd(received('a', AT, { jwt }), flow)).toBeCloseTo(AT / 1000 + 3600 - 42, -1);
    expect(tokenEnd(received('a', AT, { jwt }), flowOf(call('a', AT, 0)))).toBe(AT / 1000 + 3600);
  });

  it('is the first of the two where expires_in and exp disagree, and not their rounding', () => {
    const flow = flowOf(call('a', AT, 0));
    const end = (expires_in: number) => tokenEnd(received('a', AT, { jwt, expires_in }), flow);
    expect(end(7200)).toBe(AT / 1000 + 3600);
    expect(end(600)).toBe(AT / 1000 + 600);
    expect(end(3601)).toBe(AT / 1000 + 3601);
  });

  it.each([
    ['back', -26 * HOUR],
    ['ahead', 26 * HOUR],
  ])('moves along when our clock was set %s, as the next answer shows', (_how, setMs) => {
    const flow = flowOf(call('a', AT, 0), call('b', AT + 60_000 + setMs, -setMs));
    expect(Math.abs(changeSince(flow, 'a') - setMs)).toBeLessThanOrEqual(1_000);
    const end = tokenEnd(received('a', AT, { expires_in: 3600 }), flow);
    expect(end).toBeCloseTo((AT + setMs) / 1000 + 3600, -1);
  });

  it('is unknown when nobody said', () => {
    expect(tokenEnd(received('a', AT), flowOf())).toBeUndefined();
  });
});

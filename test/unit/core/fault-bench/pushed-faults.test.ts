import { describe, expect, it } from 'vitest';
import { type Bench, faultyCall, goodExchange } from '../../../../src/core/fault-bench/bench.ts';
import { benchMatrix } from '../../../../src/core/fault-bench/bench-matrix.ts';
import type { FaultId } from '../../../../src/core/fault-bench/fault.ts';
import { nextAct } from '../../../../src/core/fault-bench/next-act.ts';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import {
  answer,
  answered,
  eventsOf,
  nowMs,
  stateOf,
} from '../../../../src/panel/flows/example-flow.fixture.ts';
import {
  answeredFlow,
  boundTokens,
  nonceWanted,
  openedPushed,
  preparedProof,
  preparedPush,
  pushed,
  pushRefused,
  startedFapi,
} from '../../../../src/panel/flows/pushed-flow.fixture.ts';

const ROW: FaultId = 'response_type_missing';

function benchWith(rows: FaultId[], ...happenings: Happening[]): Bench {
  const start = startedFapi({ bench: { id: 'b', of: 'good', chosen: rows, rows } });
  const flow = stateOf(eventsOf(start, ...happenings));
  return {
    id: 'b',
    of: 'good',
    chosen: rows,
    plan: flow.started.plan,
    hasSecret: false,
    flows: [flow],
  };
}
const rowOf = (bench: Bench) => benchMatrix(bench).find(({ id }) => id === ROW);
const refusedWith = (error: string): Happening =>
  answered('p', {
    outcome: 'error',
    tokens: [],
    answer: answer({ status: 400, body: JSON.stringify({ error, error_description: 'No.' }) }),
  });

describe('a faulty authorization request that is pushed', () => {
  it('is judged by the answer to the push', () => {
    expect(
      rowOf(benchWith([ROW], preparedPush('p'), refusedWith('invalid_request'))),
    ).toMatchObject({
      verdict: 'refused_as_expected',
      observed: { status: 400, error: 'invalid_request', description: 'No.' },
    });
    expect(rowOf(benchWith([ROW], preparedPush('p'), pushRefused('p')))).toMatchObject({
      verdict: 'refused_otherwise',
      observed: { error: 'invalid_request_object' },
    });
  });

  it('waits while it is under way, and while its page is open', () => {
    const under = benchWith([ROW], preparedPush('p'));
    expect(rowOf(under)?.verdict).toBe('waiting');
    expect(nextAct(under, nowMs, 0).kind).toBe('busy');
    const open = benchWith([ROW], preparedPush('p'), pushed('p'), openedPushed());
    expect(rowOf(open)?.verdict).toBe('waiting');
    expect(nextAct(open, nowMs, 0).kind).toBe('await');
    expect(nextAct(benchWith([ROW], preparedPush('p'), pushRefused('p')), nowMs, 0).kind).toBe(
      'done',
    );
  });

  it('is begun anew where the push got lost, or a login was refused at it', () => {
    const lost: Happening = {
      kind: 'call_failed',
      callId: 'p',
      failure: { kind: 'cancelled' },
      reached: 'unknown',
    };
    expect(nextAct(benchWith([ROW], preparedPush('p'), lost), nowMs, 0).kind).toBe('open');
    const login = benchWith(['verifier_missing'], preparedPush('p'), pushRefused('p'));
    expect(nextAct(login, nowMs, 0).kind).toBe('open');
  });
});

it('a call that the bank only wants to have again is not the one that counts', () => {
  const flow = stateOf(
    eventsOf(
      ...answeredFlow,
      preparedProof('1'),
      nonceWanted('1'),
      preparedProof('2', 'made-up-nonce'),
      boundTokens('2'),
      { ...preparedProof('3'), fault: 'code_reused' },
      nonceWanted('3'),
    ),
  );
  expect(goodExchange(flow)?.callId).toBe('2');
  expect(faultyCall(flow, 'code_reused')).toBeUndefined();
});

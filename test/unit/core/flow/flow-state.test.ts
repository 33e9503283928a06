import { describe, expect, it } from 'vitest';
import type { Happening, HappeningOf } from '../../../../src/core/flow/flow-event.ts';
import {
  applyEvent,
  callUnderWay,
  currentToken,
  flowFindings,
  foldFlow,
} from '../../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../../src/core/flow/flow-summary.ts';
import {
  answered,
  captured,
  failed,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';

function fold(...happenings: Happening[]) {
  const state = foldFlow(record(...happenings));
  if (!state) throw new Error('the flow has no start');
  return state;
}

const exchange = [prepared('c1', 'exchange'), sent('c1')];
const capturing = [started(), opened(), captured('code')];

describe('the phase of a flow', () => {
  it.each<[string, Happening[], string]>([
    ['a start alone is a draft', [started()], 'draft'],
    ['an opened request waits', [started(), opened()], 'awaiting_redirect'],
    ['a good answer has a code', capturing, 'code_captured'],
    [
      'a bank’s error ends the flow',
      [started(), opened(), captured('bank_error')],
      'refused_by_bank',
    ],
    ['a refused answer ends the flow', [started(), opened(), captured('refused')], 'refused_by_us'],
    ['a discarded code abandons the flow', [...capturing, { kind: 'code_discarded' }], 'abandoned'],
    ['a person may give up', [started(), opened(), { kind: 'abandoned' }], 'abandoned'],
    ['a prepared exchange is under way', [...capturing, prepared('c1', 'exchange')], 'exchanging'],
    [
      'tokens end the exchange',
      [...capturing, ...exchange, answered('c1', 'tokens')],
      'tokens_received',
    ],
    [
      'an OAuth error is the bank’s no',
      [...capturing, ...exchange, answered('c1', 'error')],
      'refused_by_bank',
    ],
    [
      'a page instead of tokens fails',
      [...capturing, ...exchange, answered('c1', 'unexpected')],
      'failed',
    ],
    [
      'a redirect instead of tokens fails',
      [...capturing, ...exchange, answered('c1', 'redirected')],
      'failed',
    ],
    ['a request that never left fails', [...capturing, ...exchange, failed('c1', 'no')], 'failed'],
    [
      'a request without an answer is unknown',
      [...capturing, ...exchange, failed('c1', 'unknown')],
      'outcome_unknown',
    ],
    [
      'client_credentials goes from draft to exchanging',
      [started(), prepared('c1', 'client_credentials')],
      'exchanging',
    ],
    [
      'a page that is seen changes nothing',
      [started(), opened(), { kind: 'page_seen', url: 'https://bank.example/login' }],
      'awaiting_redirect',
    ],
  ])('%s', (_behaviour, happenings, phase) => {
    expect(fold(...happenings).phase).toBe(phase);
  });

  it.each<[string, Happening]>([
    ['a failed refresh', answered('c2', 'error')],
    ['a lost refresh', failed('c2', 'unknown')],
  ])('stays with its tokens after %s', (_what, end) => {
    const state = fold(
      ...capturing,
      ...exchange,
      answered('c1', 'tokens', [token('access_token', 'a1'), token('refresh_token', 'r1')]),
      prepared('c2', 'refresh'),
      sent('c2'),
      end,
    );
    expect(state.phase).toBe('tokens_received');
    expect(currentToken(state, 'access_token')?.secret.id).toBe('a1');
  });
});

describe('the code', () => {
  it.each<[string, Happening[], string]>([
    ['is unspent when it comes', [], 'unspent'],
    ['is unspent while its exchange is only prepared', [prepared('c1', 'exchange')], 'unspent'],
    ['is sent once its exchange left', exchange, 'sent'],
    [
      'stays sent when nobody knows whether it arrived',
      [...exchange, failed('c1', 'unknown')],
      'sent',
    ],
    [
      'can be spent again when it never reached the bank',
      [...exchange, failed('c1', 'no')],
      'unspent',
    ],
    ['stays sent after the bank’s no', [...exchange, answered('c1', 'error')], 'sent'],
    ['can be discarded', [{ kind: 'code_discarded' }], 'discarded'],
  ])('%s', (_behaviour, happenings, use) => {
    expect(fold(...capturing, ...happenings).redirect?.code_use).toBe(use);
  });

  it('of a refused answer is kept, and is there to look at', () => {
    const state = fold(started(), opened(), captured('refused'));
    expect(state.redirect).toMatchObject({ verdict: 'refused', code_use: 'unspent' });
  });

  it('is not there when the bank said no', () => {
    expect(fold(started(), opened(), captured('bank_error')).redirect?.code_use).toBe('none');
  });
});

describe('answers that come twice', () => {
  it('let the first good one stand', () => {
    const state = fold(...capturing, captured('refused'));
    expect(state).toMatchObject({ phase: 'code_captured', redirect: { verdict: 'code' } });
    expect(state.nextSequence).toBe(4);
  });

  it('let a good one follow a refused one', () => {
    const state = fold(started(), opened(), captured('refused'), captured('code'));
    expect(state.phase).toBe('code_captured');
  });
});

describe('tokens', () => {
  const first = answered('c1', 'tokens', [
    token('access_token', 'a1'),
    token('refresh_token', 'r1'),
  ]);
  const renew = (...tokens: HappeningOf<'call_answered'>['tokens']) => [
    prepared('c2', 'refresh'),
    sent('c2'),
    answered('c2', 'tokens', tokens),
  ];

  it('are replaced by a later one of their kind, and kept to be seen', () => {
    const state = fold(...capturing, ...exchange, first, ...renew(token('access_token', 'a2')));
    expect(state.tokens.map(({ secret, replaced }) => [secret.id, replaced])).toEqual([
      ['a1', true],
      ['r1', false],
      ['a2', false],
    ]);
    expect(currentToken(state, 'access_token')?.secret.id).toBe('a2');
    expect(currentToken(state, 'refresh_token')?.secret.id).toBe('r1');
  });

  it('of all kinds are replaced when all come anew', () => {
    const both = renew(token('access_token', 'a2'), token('refresh_token', 'r2'));
    const state = fold(...capturing, ...exchange, first, ...both);
    expect(currentToken(state, 'refresh_token')?.secret.id).toBe('r2');
    expect(state.tokens.filter(({ replaced }) => replaced)).toHaveLength(2);
  });

  it('are not touched by an API call', () => {
    const call = [prepared('c2', 'api'), sent('c2'), answered('c2', 'api_refused')];
    const state = fold(...capturing, ...exchange, first, ...call);
    expect(state).toMatchObject({
      phase: 'tokens_received',
      calls: [{}, { outcome: 'api_refused' }],
    });
    expect(currentToken(state, 'access_token')?.replaced).toBe(false);
  });

  it('know nothing of kinds that never came', () => {
    expect(currentToken(fold(...capturing, ...exchange, first), 'id_token')).toBeUndefined();
  });
});

describe('calls', () => {
  it('are under way from preparing until their answer or failure', () => {
    expect(callUnderWay(fold(...capturing))).toBeUndefined();
    expect(callUnderWay(fold(...capturing, prepared('c1', 'exchange')))?.callId).toBe('c1');
    expect(callUnderWay(fold(...capturing, ...exchange))?.sentAtMs).toBeDefined();
    expect(callUnderWay(fold(...capturing, ...exchange, failed('c1', 'no')))).toBeUndefined();
    expect(callUnderWay(fold(...capturing, ...exchange, answered('c1', 'error')))).toBeUndefined();
  });

  it('keep the findings of their request beside those of their answer', () => {
    const state = fold(...capturing, ...exchange, answered('c1', 'error'));
    expect(flowFindings(state).map(({ id }) => id)).toEqual(['AQ06', 'AP12', 'TQ07', 'TE01']);
  });
});

describe('the fold', () => {
  it('begins with a start: other events alone amount to nothing', () => {
    expect(foldFlow(record(opened()))).toBeUndefined();
    expect(foldFlow([])).toBeUndefined();
  });

  it('changes no state that it was given', () => {
    const events = record(
      ...capturing,
      ...exchange,
      answered('c1', 'tokens', [token('access_token', 'a1')]),
    );
    let state = foldFlow([]);
    for (const event of events) {
      const before = structuredClone(state);
      const given = state;
      state = applyEvent(state, event);
      expect(given).toEqual(before);
    }
  });

  it('remembers the last page that was seen', () => {
    const state = fold(
      started(),
      opened(),
      { kind: 'page_seen', url: 'https://bank.example/login' },
      { kind: 'page_seen', url: 'https://bank.example/error', status: 500 },
    );
    expect(state.lastPage).toMatchObject({ url: 'https://bank.example/error', status: 500 });
  });
});

describe('the row of a flow', () => {
  it('names service, environment and the worst severity', () => {
    expect(summariseFlow(fold(...capturing))).toMatchObject({
      bank: 'Fake bank',
      service: 'aisp',
      environment: 'Sandbox',
      environmentKind: 'sandbox',
      grant: 'authorization_code',
      phase: 'code_captured',
      worstSeverity: 'error',
    });
  });

  it('has no severity when nothing was found', () => {
    const state = fold({ ...started(), findings: [] });
    expect(summariseFlow(state)).not.toHaveProperty('worstSeverity');
  });
});

describe('a fault that is made on purpose', () => {
  const faulty = (callId: string, purpose: 'exchange' | 'refresh', fault: 'code_reused') => ({
    ...prepared(callId, purpose),
    fault,
  });
  const received = [
    ...capturing,
    ...exchange,
    answered('c1', 'tokens', [token('access_token', 't1')]),
  ];

  it.each(['error', 'unexpected'] as const)(
    'leaves the tokens where they are when a second use ends in: %s',
    (outcome) => {
      const again = [faulty('c2', 'exchange', 'code_reused'), sent('c2'), answered('c2', outcome)];
      const flow = fold(...received, ...again);
      expect(flow.phase).toBe('tokens_received');
      expect(currentToken(flow, 'access_token')?.secret.id).toBe('t1');
      expect(flow.calls.map(({ fault }) => fault)).toEqual([undefined, 'code_reused']);
    },
  );

  it('does not become the answer of the flow, before the true one or after it', () => {
    const forged: Happening = { ...captured('refused'), fault: 'wrong_state' };
    for (const events of [
      [started(), opened(), forged, captured('code')],
      [...capturing, forged],
    ]) {
      const flow = fold(...events);
      expect(flow).toMatchObject({ phase: 'code_captured', redirect: { verdict: 'code' } });
      expect(flow.forged?.verdict).toBe('refused');
    }
    expect(fold(started(), opened(), forged).phase).toBe('awaiting_redirect');
  });

  it('ends a wait with what the person saw', () => {
    const end: Happening = { kind: 'abandoned', saw: 'login_page' };
    expect(fold(started(), opened(), end)).toMatchObject({ phase: 'abandoned', saw: 'login_page' });
  });
});

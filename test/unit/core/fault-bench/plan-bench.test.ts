import { describe, expect, it } from 'vitest';
import { FAULT_IDS } from '../../../../src/core/fault-bench/fault.ts';
import { FAULT_ROWS, missingCondition } from '../../../../src/core/fault-bench/fault-rows.ts';
import {
  faultyEdits,
  forgedAnswer,
} from '../../../../src/core/fault-bench/faulty-authorization.ts';
import { faultyRequest, otherBank } from '../../../../src/core/fault-bench/faulty-request.ts';
import {
  benchCost,
  benchObstacle,
  lateAfterMs,
  planBench,
} from '../../../../src/core/fault-bench/plan-bench.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { buildAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { buildWorkerRequest } from '../../../../src/core/oauth/token-request.ts';
import { record, started } from '../../../fixtures/happenings.ts';
import { FAKE_SECRETS, planOf } from '../../../fixtures/profiles.ts';

describe('the logins of a bench', () => {
  it('are one for all rows that follow a good exchange, and one for each that may use a code up', () => {
    expect(planBench(FAULT_IDS)).toEqual([
      { rows: ['wrong_state', 'code_late'], kind: 'login', good: false },
      { rows: ['scope_widened', 'refresh_reused', 'code_reused'], kind: 'login', good: true },
      ...[
        'wrong_verifier',
        'verifier_missing',
        'redirect_uri_slash',
        'other_client',
        'wrong_secret',
        'scope_on_exchange',
        'other_banks_code',
      ].map((id) => ({ rows: [id], kind: 'login', good: false })),
      { rows: ['unknown_scope'], kind: 'opening', good: false },
      { rows: ['response_type_missing'], kind: 'opening', good: false },
    ]);
  });

  it('are none for our own refusal: an opened page is enough', () => {
    expect(planBench(['wrong_state'])).toEqual([
      { rows: ['wrong_state'], kind: 'opening', good: false },
    ]);
  });

  it('are counted, with the requests and the time that they take', () => {
    const plan = planOf('bpce-aisp');
    const chosen = ['code_late', 'refresh_reused', 'code_reused', 'unknown_scope'] as const;
    // One exchange and one refresh as they should be, and three faulty requests, a second apart.
    expect(benchCost(chosen, plan)).toEqual({
      openings: 3,
      logins: 2,
      requests: 5,
      ms: 5000 + 605_000,
    });
  });

  it('wait for a code no longer than the bank lets it live, as far as that is known', () => {
    expect(lateAfterMs(planOf('bpce-aisp'))).toBe(605_000);
    expect(lateAfterMs(planOf('practice-bpce-aisp'))).toBe(65_000);
  });
});

describe('a row', () => {
  it('means something only where the bank has what it is about', () => {
    const stet = { plan: planOf('bpce-aisp'), hasSecret: false };
    expect(FAULT_IDS.flatMap((id) => missingCondition(id, stet) ?? [])).toEqual([
      'pkce',
      'pkce',
      'client_secret',
    ]);
    const oidc = { plan: planOf('oidc', { scope: 'openid' }), hasSecret: true };
    expect(FAULT_IDS.flatMap((id) => missingCondition(id, oidc) ?? [])).toEqual([
      'scope_forbidden',
      'other_bank',
    ]);
  });

  it('names the clause that it stands on', () => {
    for (const { clause } of Object.values(FAULT_ROWS)) expect(clause).toMatch(/^(RFC|STET) .*§\d/);
  });
});

describe('a faulty request', () => {
  const values = { ...FAKE_SECRETS, code: 'FAKE-code', refreshToken: 'FAKE-refresh' };
  const secretPlan = planOf('practice-json-token', { pkce: true });

  it.each([
    ['redirect_uri_slash', 'redirect_uri', 'https://tpp.example/cb/'],
    ['other_client', 'client_id', 'practice-clien0'],
    ['wrong_secret', 'client_secret', expect.stringMatching(/^wrong-on-purpose/)],
    ['wrong_verifier', 'code_verifier', expect.stringMatching(/^wrong-on-purpose.{27,}/)],
    ['verifier_missing', 'code_verifier', undefined],
    ['scope_on_exchange', 'scope', secretPlan.draft.scope],
    ['code_late', 'code', 'FAKE-code'],
  ] as const)('%s changes %s alone, wherever the bank wants it', (id, name, expected) => {
    const good = buildWorkerRequest(secretPlan, 'exchange', values);
    const faulty = faultyRequest(secretPlan, id, 'exchange');
    const built = buildWorkerRequest(faulty.plan, 'exchange', { ...values, ...faulty.values });
    if (!good.ok || !built.ok) throw new Error('not built');
    const before = JSON.parse(good.value.body ?? '');
    const after = JSON.parse(built.value.body ?? '');
    expect(after[name]).toEqual(expected);
    expect({ ...after, [name]: before[name] }).toEqual(before);
  });

  it('has the scope of the grant and one value more at the refresh', () => {
    const faulty = faultyRequest(secretPlan, 'scope_widened', 'refresh');
    const built = buildWorkerRequest(faulty.plan, 'refresh', values);
    expect(built.ok && JSON.parse(built.value.body ?? '').scope).toBe('accounts balances');
  });

  it('goes to another bank of the same environment', () => {
    const plan = planOf('practice-bpce-aisp');
    const { plan: faulty } = faultyRequest(plan, 'other_banks_code', 'exchange');
    const built = buildWorkerRequest(faulty, 'exchange', values);
    expect(built.ok && new URL(built.value.url).host).toMatch(/^13807\./);
    // Two brands with one code are one bank.
    expect(otherBank(planOf('bpce-aisp', { variables: { bankCode: '13807' } }))).toBe('17515');
  });

  it('is an edit, where it is the authorization request', async () => {
    const edits = faultyEdits(secretPlan, ['response_type_missing', 'unknown_scope']);
    const plan = { ...secretPlan, draft: { ...secretPlan.draft, edits } };
    const built = await buildAuthorizationRequest(plan, FAKE_SECRETS);
    if (!built.ok) throw new Error('not built');
    const sent = Object.fromEntries(built.value.parameters.map(({ name, value }) => [name, value]));
    expect(sent).not.toHaveProperty('response_type');
    expect(sent.scope).toBe('unknown-scope-on-purpose');
  });

  it.each([
    ['practice-query-token', /^https:\/\/tpp\.example\/cb\?code=forged-code&state=wrong/],
    ['practice-fragment', /^https:\/\/tpp\.example\/cb#code=forged-code&state=wrong/],
    ['practice-renamed', /^https:\/\/tpp\.example\/cb\?access_code=forged-code&state=wrong/],
  ])('is, as a forged answer, in the style of %s', (id, expected) => {
    expect(forgedAnswer(planOf(id))).toMatch(expected);
  });
});

describe('a flow that no bench can be made from', () => {
  const flowOf = (id: string, change = {}, watched?: true) => {
    const start = { ...started(), plan: planOf(id, change), ...(watched && { watched }) };
    const flow = foldFlow(record(start));
    if (!flow) throw new Error('the flow has no start');
    return benchObstacle(flow);
  };

  it.each([
    ['a sandbox', undefined, flowOf('bpce-aisp', { environment: 'sandbox' })],
    ['a live bank', 'live', flowOf('bpce-aisp', { environment: 'live' })],
    ['an environment that is not there', 'live', flowOf('bpce-aisp', { environment: 'gone' })],
    ['a page’s own flow', 'watched', flowOf('practice-oidc', {}, true)],
    ['client_credentials', 'no_redirect', flowOf('practice-bpce-pisp')],
    ['steps before the redirect', 'stepwise', flowOf('practice-nextgenpsd2')],
  ])('%s', (_what, expected, seen) => {
    expect(seen).toBe(expected);
  });
});

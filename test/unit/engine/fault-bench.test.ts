import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { benchMatrix, type MatrixRow } from '../../../src/core/fault-bench/bench-matrix.ts';
import { FAULT_IDS, type FaultId } from '../../../src/core/fault-bench/fault.ts';
import { type BenchAct, nextAct } from '../../../src/core/fault-bench/next-act.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { err } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { createSender } from '../../../src/engine/http-sender.ts';
import { type BenchRun, type BrowserEnd, runBench } from '../../../src/engine/run-bench.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { send } from '../practice-bank/local-client.ts';
import { MemoryEffects } from './memory-effects.ts';
import { planFor } from './plans.ts';

let bank: PracticeBank;
let effects: MemoryEffects;
let engine: FlowEngine;

beforeAll(async () => {
  bank = await startPracticeBank();
});
afterAll(() => bank.close());

beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true, rotateRefreshToken: true });
  effects = new MemoryEffects();
  effects.bank = createSender({
    fetch: overLoopback,
    clock: effects.clock,
    timeLimitMs: 5000,
    sizeLimit: 65_536,
  });
  engine = new FlowEngine(effects);
});

/** `fetch` to the practice hosts, whose names Node does not resolve. */
const overLoopback: typeof fetch = async (url, { method = 'GET', headers, body } = {}) => {
  const {
    status,
    text,
    headers: told,
  } = await send(String(url), {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    ...(typeof body === 'string' && { body }),
  });
  const pairs = Object.entries(told).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Response(text, { status, headers: pairs });
};

const PROFILES = {
  'practice-bpce-aisp': { secret: '', pkce: false },
  'practice-comma-scope': { secret: 'practice-secret-not-real', pkce: true },
} as const;
type ProfileId = keyof typeof PROFILES;

function planAt(id: ProfileId): FlowPlan {
  const port = String(bank.port);
  const plan = planFor(id, { pkce: PROFILES[id].pkce, variables: { practicePort: port } });
  const redirectUri = `http://app.localhost:${port}/callback`;
  return { ...plan, draft: { ...plan.draft, redirectUri } };
}

/** A browser that follows one redirect, which is all that this bank needs. */
async function authorize(url: string): Promise<BrowserEnd> {
  const { status, headers } = await send(url);
  const { location } = headers;
  return location === undefined
    ? { kind: 'page', url, status }
    : { kind: 'redirect', url: location };
}

const run = (id: ProfileId, change: Partial<BenchRun> = {}) =>
  runBench(engine, effects, {
    plan: planAt(id),
    clientSecret: PROFILES[id].secret,
    bank: 'Practice',
    authorize,
    async wait(ms) {
      effects.nowMs += ms;
      bank.control.clock({ advanceSeconds: ms / 1000 });
    },
    ...change,
  });

function asKind(plan: FlowPlan, kind: 'sandbox' | 'live'): FlowPlan {
  const { practice } = plan.profile.environments;
  if (!practice) throw new Error('the practice profile has no practice environment');
  const environments = { practice: { ...practice, kind } };
  return { ...plan, profile: { ...plan.profile, environments } };
}

const verdicts = (rows: readonly MatrixRow[]) =>
  Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));

/** The same verdict for all rows but those that mean nothing at a bank. */
function all(verdict: string, change: Partial<Record<FaultId, string>>) {
  return { ...Object.fromEntries(FAULT_IDS.map((id) => [id, verdict])), ...change };
}

const NOT_HERE: Record<ProfileId, Partial<Record<FaultId, string>>> = {
  'practice-bpce-aisp': {
    wrong_verifier: 'not_applicable',
    verifier_missing: 'not_applicable',
    wrong_secret: 'not_applicable',
  },
  'practice-comma-scope': {
    scope_on_exchange: 'not_applicable',
    other_banks_code: 'not_applicable',
  },
};

describe.each(Object.keys(PROFILES) as ProfileId[])('a fault bench at %s', (id) => {
  it('finds that a strict bank refuses every row rightly', async () => {
    const { bench, end } = await run(id);
    expect(end).toEqual({ kind: 'done' });
    expect(verdicts(benchMatrix(bench))).toEqual(all('refused_as_expected', NOT_HERE[id]));
  });

  it('finds what a sloppy bank accepts; the wrong state is refused by us', async () => {
    bank.control.settings({ sloppy: true });
    const { bench, end } = await run(id);
    expect(end).toEqual({ kind: 'done' });
    const expected = all('accepted', { ...NOT_HERE[id], wrong_state: 'refused_as_expected' });
    expect(verdicts(benchMatrix(bench))).toEqual(expected);
  });
});

/** What the strict bank says, so that no row is refused for another row's reason. */
const WORDS: Record<ProfileId, Partial<Record<FaultId, RegExp>>> = {
  'practice-bpce-aisp': {
    code_reused: /was used before/,
    code_late: /has expired/,
    redirect_uri_slash: /redirect_uri differs/,
    other_client: /not enrolled/,
    scope_on_exchange: /scope must not be sent/,
    scope_widened: /beyond what the customer has granted/,
    refresh_reused: /was replaced/,
    other_banks_code: /issued by another bank code/,
    unknown_scope: /Ask for aisp/,
    response_type_missing: /response_type is missing/,
  },
  'practice-comma-scope': {
    code_reused: /was used before/,
    code_late: /has expired/,
    wrong_verifier: /does not belong to the code_challenge/,
    verifier_missing: /does not belong to the code_challenge/,
    redirect_uri_slash: /redirect URI differs/,
    other_client: /client is not known/,
    wrong_secret: /secret is missing or wrong/,
    scope_widened: /beyond what was granted/,
    refresh_reused: /was replaced/,
    unknown_scope: /Ask for accounts/,
    response_type_missing: /response_type is missing/,
  },
};

it.each(Object.keys(PROFILES) as ProfileId[])('%s says why it refuses each row', async (id) => {
  const { bench } = await run(id);
  for (const { id: row, observed, verdict } of benchMatrix(bench)) {
    if (verdict === 'not_applicable' || row === 'wrong_state') continue;
    expect(observed?.description, row).toMatch(WORDS[id][row] ?? /nothing is expected of it/);
  }
});

describe('a fault bench', () => {
  it('runs all of its rows at one bank or the other', () => {
    const both = FAULT_IDS.filter((id) => Object.values(NOT_HERE).every((not) => !not[id]));
    const each = Object.values(NOT_HERE).flatMap((not) => Object.keys(not));
    expect([...both, ...each].toSorted()).toEqual(FAULT_IDS.toSorted());
  });

  it("shows the bank's own words and the clause's error", async () => {
    const { bench } = await run('practice-bpce-aisp', { chosen: ['code_reused', 'unknown_scope'] });
    expect(benchMatrix(bench).filter(({ verdict }) => verdict !== 'not_applicable')).toMatchObject([
      {
        id: 'code_reused',
        observed: {
          status: 400,
          error: 'invalid_grant',
          description: 'The authorization code was used before; its tokens are cancelled.',
        },
      },
      {
        id: 'unknown_scope',
        observed: { error: 'invalid_scope', description: 'Ask for aisp or cbpii.' },
      },
    ]);
  });

  it('takes one login for all rows that come after a good exchange', async () => {
    const { bench } = await run('practice-comma-scope', {
      chosen: ['wrong_state', 'scope_widened', 'refresh_reused', 'code_reused'],
    });
    expect(bench.flows).toHaveLength(1);
    expect(bench.flows[0]?.phase).toBe('tokens_received');
    expect(bench.flows[0]?.calls.map(({ purpose, fault }) => fault ?? purpose)).toEqual([
      'exchange',
      'scope_widened',
      'refresh',
      'refresh_reused',
      'code_reused',
    ]);
  });

  it('knows a bank that does not rotate', async () => {
    bank.control.settings({ rotateRefreshToken: false });
    const { bench, end } = await run('practice-comma-scope', { chosen: ['refresh_reused'] });
    expect(end).toEqual({ kind: 'done' });
    expect(benchMatrix(bench)).toContainEqual(
      expect.objectContaining({ id: 'refresh_reused', reason: 'not_rotated' }),
    );
  });

  it('stops when the bank wants a rest, and says until when', async () => {
    const headers = { 'retry-after': '30' };
    bank.control.faults({ path: '/token', kind: 'status', status: 429, headers, times: 1 });
    const { bench, end } = await run('practice-comma-scope', {
      chosen: ['redirect_uri_slash', 'other_client'],
    });
    const untilMs = effects.nowMs + 30_000;
    expect(end).toEqual({ kind: 'stopped', why: 'rate_limited', untilMs });
    const expected = { redirect_uri_slash: 'unclear', other_client: 'waiting' };
    expect(verdicts(benchMatrix(bench))).toMatchObject(expected);
    // The person says "go on".
    const login = { rows: ['other_client'], kind: 'login', good: false };
    expect(nextAct(bench, untilMs, effects.nowMs)).toEqual({ kind: 'open', login });
  });

  it('leaves a second between two token requests to a sandbox', async () => {
    const waits: number[] = [];
    await run('practice-comma-scope', {
      plan: asKind(planAt('practice-comma-scope'), 'sandbox'),
      chosen: ['redirect_uri_slash', 'other_client', 'scope_widened'],
      wait: async (ms) => {
        waits.push(ms);
        effects.nowMs += ms;
      },
    });
    expect(effects.sent).toHaveLength(4);
    expect(waits).toEqual([1000, 1000, 1000]);
  });

  it('stops when a request did not go out, and makes it when the person goes on', async () => {
    const { bank: real } = effects;
    effects.bank = async () => err({ kind: 'no_permission', host: 'bank.example' });
    const { bench, end } = await run('practice-comma-scope', { chosen: ['other_client'] });
    expect(end).toEqual({ kind: 'stopped', why: 'not_sent' });
    expect(verdicts(benchMatrix(bench))).toMatchObject({ other_client: 'waiting' });
    effects.bank = real;
    const flowId = bench.flows[0]?.flowId ?? '';
    const act = nextAct(bench, effects.nowMs, effects.nowMs);
    expect(act).toEqual({ kind: 'fault', flowId, id: 'other_client' });
    expect(await engine.sendFault(flowId, 'other_client')).toMatchObject({ ok: true });
    const flow = await engine.read(flowId);
    expect(verdicts(benchMatrix({ ...bench, flows: flow ? [flow] : [] }))).toMatchObject({
      other_client: 'refused_as_expected',
    });
  });

  it('stops when it is told to, before anything of the next act happens', async () => {
    const acts: BenchAct['kind'][] = [];
    const { bench, end } = await run('practice-comma-scope', {
      chosen: ['other_client'],
      before: ({ kind }) => {
        acts.push(kind);
        return kind === 'fault' ? 'stop' : 'go';
      },
    });
    expect(end).toEqual({ kind: 'told_to_stop' });
    expect(acts).toEqual(['open', 'fault']);
    expect(bench.flows[0]?.calls).toEqual([]);
  });

  it.each([
    [200, 'accepted', 'login_page'],
    [400, 'refused_otherwise', 'page'],
    [500, 'unclear', 'page'],
  ])('reads a page with status %i in place of a redirect', async (status, verdict, what) => {
    const { bench } = await run('practice-comma-scope', {
      chosen: ['response_type_missing'],
      authorize: async (url) => ({ kind: 'page', url, status }),
    });
    expect(benchMatrix(bench)).toContainEqual(
      expect.objectContaining({
        id: 'response_type_missing',
        verdict,
        observed: expect.objectContaining({ what }),
      }),
    );
  });

  it('never sends anything to a live bank', async () => {
    const plan = planAt('practice-comma-scope');
    const { end } = await run('practice-comma-scope', { plan: asKind(plan, 'live') });
    expect(end).toEqual({ kind: 'refused', refusal: { kind: 'nothing_to_send' } });
    expect(effects.records).toEqual([]);
    expect(effects.sent).toEqual([]);
  });
});

describe('a faulty call', () => {
  const chosen: FaultId[] = ['refresh_reused', 'code_reused'];

  it('survives the end of the process: the matrix is read off the record', async () => {
    const { bench } = await run('practice-comma-scope', { chosen });
    const later = new FlowEngine(effects);
    const flows = await Promise.all(bench.flows.map(({ flowId }) => later.read(flowId)));
    const read = { ...bench, flows: flows.filter((flow) => flow !== undefined) };
    expect(benchMatrix(read)).toEqual(benchMatrix(bench));
    expect(nextAct(read, effects.nowMs, 0)).toEqual({ kind: 'done' });
  });

  it('is made once', async () => {
    const { bench } = await run('practice-comma-scope', { chosen });
    const sent = effects.sent.length;
    for (const fault of chosen) {
      const reply = await engine.sendFault(bench.flows[0]?.flowId ?? '', fault);
      expect(reply).toEqual({ ok: false, error: { kind: 'nothing_to_send' } });
    }
    expect(effects.sent).toHaveLength(sent);
  });

  it('is made in flows of a bench alone, and only for their rows', async () => {
    const { bench } = await run('practice-comma-scope', { chosen: ['code_reused'] });
    const flowId = bench.flows[0]?.flowId ?? '';
    expect(await engine.sendFault(flowId, 'other_client')).toMatchObject({ ok: false });
    for (const { happening } of effects.records) {
      if (happening.kind === 'started') delete happening.bench;
      if (happening.kind === 'call_prepared') delete happening.fault;
    }
    expect(await engine.sendFault(flowId, 'code_reused')).toMatchObject({ ok: false });
  });

  it('leaves the ordinary way closed: a code that it used up is not exchanged', async () => {
    const { bench } = await run('practice-comma-scope', { chosen: ['other_client'] });
    expect(await engine.exchangeCode(bench.flows[0]?.flowId ?? '', 'send_anyway')).toEqual({
      ok: false,
      error: { kind: 'already_sent', what: 'authorization_code' },
    });
  });

  it('leaves no secret in the record', async () => {
    await run('practice-comma-scope');
    // The profile in it prints the practice client's secret.
    const record = JSON.stringify(effects.records, (name, value: unknown) =>
      name === 'profile' ? undefined : value,
    );
    for (const { value, reference } of effects.secrets.values()) {
      if (reference.kind === 'raw_answer') continue;
      expect(record.includes(value), reference.kind).toBe(false);
    }
  });
});

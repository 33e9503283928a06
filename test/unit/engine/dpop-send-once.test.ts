import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import { benchMatrix } from '../../../src/core/fault-bench/bench-matrix.ts';
import { callUnderWay } from '../../../src/core/flow/flow-state.ts';
import { headerOf } from '../../../src/core/oauth/http-message.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { runBench } from '../../../src/engine/run-bench.ts';
import { IS_WHOLE } from '../../extent.ts';
import { DpopBank } from './dpop-bank.ts';
import { MemoryEffects } from './memory-effects.ts';
import { type Accident, OneLife } from './one-life.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'https://app.example/callback';
const OPTIONS = { bank: 'Practice', onErrors: 'ask' } as const;
const plan = planFor('oidc', {
  clientAuthentication: 'none',
  redirectUri: CALLBACK,
  dpop: true,
});

/** A bank that binds tokens and wants a nonce, and stores that outlive every process. */
async function open() {
  const stores = new MemoryEffects();
  const keys = new KeyStore(
    openedOnce(openFlowDatabase(`dpop-once-${Math.random()}`)),
    stores.clock,
  );
  const signing = {
    sign: keys.sign.bind(keys),
    createKey: keys.create.bind(keys),
  };
  Object.assign(stores, signing);
  const bank = new DpopBank(stores.clock);
  bank.nonce = 'FAKE-nonce-1';
  stores.bank = bank.send;
  return { stores, bank, signing };
}
type Place = Awaited<ReturnType<typeof open>>;

async function flowWithCode({ stores }: Place): Promise<string> {
  const engine = new FlowEngine(stores);
  const started = await engine.startAuthorization(plan, SECRETS, OPTIONS);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { flowId, recordedUrl: url } = started.value;
  await stores.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
  const landed = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url: landed, via: 'pasted', flowId });
  return flowId;
}

/** With tokens, and a bank that has another nonce since. */
async function flowWithTokens(place: Place): Promise<string> {
  const flowId = await flowWithCode(place);
  await new FlowEngine(place.stores).exchangeCode(flowId, 'ask');
  place.bank.nonce = 'FAKE-nonce-2';
  return flowId;
}

/** Of the effects that may go wrong, the short run has every second one. */
const STEP = IS_WHOLE ? 1 : 2;

const WAYS = {
  exchange: {
    prepare: flowWithCode,
    run: (engine: FlowEngine, flowId: string) => engine.exchangeCode(flowId, 'ask'),
  },
  refresh: {
    prepare: flowWithTokens,
    run: (engine: FlowEngine, flowId: string) => engine.refresh(flowId),
  },
} as const;

/** Lets one thing go wrong at the n-th effect; `undefined` when there were fewer, else whether it hit between the two requests. */
async function strike(
  way: keyof typeof WAYS,
  accident: Accident,
): Promise<{ between: boolean } | undefined> {
  const place = await open();
  const { stores, bank, signing } = place;
  const { prepare, run } = WAYS[way];
  const flowId = await prepare(place);
  const sentBefore = stores.sent.length;
  const tokensBefore = (await new FlowEngine(stores).read(flowId))?.tokens.length ?? 0;
  const life = new OneLife(stores, accident);
  const engine = new FlowEngine({ ...life.effects, ...signing });
  const told = run(engine, flowId).catch(() => undefined);
  await Promise.race([told, life.died]);
  if (life.count < accident.at) return undefined;

  const sent = stores.sent.length - sentBefore;
  expect(sent).toBeLessThanOrEqual(2);
  const next =
    accident.kind === 'refused'
      ? engine
      : new FlowEngine({ ...new OneLife(stores).effects, ...signing });
  await next.recover();
  const flow = await next.read(flowId);
  if (!flow) throw new Error('the flow is gone');
  expect(callUnderWay(flow)).toBeUndefined();
  expect(flow.phase).not.toBe('exchanging');
  const last = flow.calls.findLast(({ purpose }) => purpose === way);
  const between = last?.outcome === 'nonce_wanted';
  const unsent = !last || last.failed?.reached === 'no';
  if (way === 'exchange' && (between || unsent)) {
    expect(flow.redirect?.code_use).toBe('unspent');
    expect(['code_captured', 'failed']).toContain(flow.phase);
  }
  // The person tries again, and once more.
  for (const _again of [1, 2]) await run(next, flowId);
  if (between || unsent) {
    expect((await next.read(flowId))?.tokens.length).toBeGreaterThan(tokensBefore);
  }
  expect(bank.reused).toEqual([]);
  return { between };
}

describe.each(['exchange', 'refresh'] as const)('in %s', (way) => {
  it.each([
    ['a process that dies before its n-th effect', 'before'],
    ['a process that dies after its n-th effect', 'after'],
    ['a store that refuses the n-th effect', 'refused'],
  ] as const)('%s uses nothing up twice, and what was not used up is free', async (_what, kind) => {
    let between = 0;
    let at = 1;
    for (let hit = await strike(way, { kind, at }); hit; hit = await strike(way, { kind, at })) {
      if (hit.between) between += 1;
      at += STEP;
    }
    expect(at).toBeGreaterThan(15);
    expect(between).toBeGreaterThan(IS_WHOLE ? 1 : 0);
  });
});

it('is made once more by nobody else: what the first flow may send again, a second may not as well', async () => {
  const place = await open();
  const flowId = await flowWithCode(place);
  const { stores, bank } = place;
  const other = new FlowEngine(stores);
  let meanwhile: unknown;
  stores.bank = async (...request) => {
    const answer = await bank.send(...request);
    meanwhile ??= await other.exchangeCode(flowId, 'ask');
    return answer;
  };
  await new FlowEngine(stores).exchangeCode(flowId, 'ask');
  expect(meanwhile).toEqual({ ok: false, error: { kind: 'call_under_way' } });
  expect(await other.exchangeCode(flowId, 'ask')).toEqual({
    ok: false,
    error: { kind: 'already_sent', what: 'authorization_code' },
  });
  expect(stores.sent).toHaveLength(2);
});

it('a fault bench proves its key with every fault, and judges what came behind the nonce', async () => {
  const { stores, bank } = await open();
  const chosen = ['code_reused', 'refresh_reused'] as const;
  let logins = 0;
  const { bench, end } = await runBench(new FlowEngine(stores), stores, {
    plan,
    clientSecret: '',
    bank: 'Practice',
    chosen,
    async authorize(url) {
      logins += 1;
      // Another nonce for each login, so that each begins with a question.
      bank.nonce = `FAKE-nonce-${logins}`;
      const state = new URL(url).searchParams.get('state');
      return { kind: 'redirect', url: `${CALLBACK}?code=fakecode-${logins}&state=${state}` };
    },
    async wait(ms) {
      stores.nowMs += ms;
    },
  });
  expect(end).toEqual({ kind: 'done' });
  const rows = benchMatrix(bench).filter(({ id }) => chosen.some((one) => one === id));
  expect(rows.map(({ verdict }) => verdict)).toEqual([
    'refused_as_expected',
    'refused_as_expected',
  ]);
  expect(stores.sent.every((request) => headerOf(request, 'dpop') !== undefined)).toBe(true);
  const calls = bench.flows.flatMap((flow) => flow.calls);
  expect(calls.map(({ outcome }) => outcome)).toContain('nonce_wanted');
  expect(JSON.stringify(calls)).not.toContain('invalid_dpop_proof');
});

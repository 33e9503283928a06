import { describe, expect, it } from 'vitest';
import { callUnderWay } from '../../../src/core/flow/flow-state.ts';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { type Accident, OneLife } from './one-life.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';
const OPTIONS = { bank: 'Practice', onErrors: 'send_anyway' } as const;
const CODE = 'fakecode0001';

/** A bank that rotates, in stores that outlive every process. */
function openStores(): MemoryEffects {
  const stores = new MemoryEffects();
  stores.bank = async () => {
    const tokens = {
      access_token: `fakeaccesstoken-${stores.sent.length}`,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: `fakerefreshtoken-${stores.sent.length}`,
    };
    return ok(jsonAnswer(200, tokens, stores.nowMs));
  };
  return stores;
}

async function flowWithCode(stores: MemoryEffects, code = CODE): Promise<string> {
  const engine = new FlowEngine(stores);
  const plan = planFor('practice-bpce-aisp');
  const started = await engine.startAuthorization(plan, SECRETS, OPTIONS);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { flowId, recordedUrl: url } = started.value;
  await stores.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
  const landed = `${CALLBACK}?code=${code}&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url: landed, via: 'pasted', flowId });
  return flowId;
}

/** Two flows with one code, as when both redirects come before either is recorded: later the second is refused. */
async function flowsWithOneCode(stores: MemoryEffects): Promise<[string, string]> {
  const flows: [string, string] = [await flowWithCode(stores), await flowWithCode(stores)];
  for (const { happening } of stores.records) {
    if (happening.kind !== 'redirect_captured') continue;
    happening.verdict = 'code';
    happening.findings = [];
  }
  return flows;
}

async function flowWithTokens(stores: MemoryEffects, code = CODE): Promise<string> {
  const flowId = await flowWithCode(stores, code);
  await new FlowEngine(stores).exchangeCode(flowId, 'ask');
  return flowId;
}

/** How often each code and refresh token reached the bank. */
function uses({ sent }: MemoryEffects): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { parameters } of sent) {
    for (const { name, value } of parameters) {
      if (name !== 'code' && name !== 'refresh_token') continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

const most = (stores: MemoryEffects) => Math.max(0, ...uses(stores).values());

const GRANTS = {
  exchange: {
    prepare: flowWithCode,
    run: (engine: FlowEngine, flowId: string) => engine.exchangeCode(flowId, 'ask'),
  },
  refresh: {
    prepare: flowWithTokens,
    run: (engine: FlowEngine, flowId: string) => engine.refresh(flowId),
  },
  client_credentials: {
    prepare: async () => '',
    run: async (engine: FlowEngine) => {
      const plan = planFor('practice-open-payments');
      const reply = await engine.requestToken(plan, 'fake-client-secret', OPTIONS);
      return reply.ok ? reply.value.answered : reply;
    },
  },
} as const;

/** Lets one thing go wrong at the n-th effect; `false` when there were fewer effects than that. */
async function strike(grant: keyof typeof GRANTS, accident: Accident): Promise<boolean> {
  const stores = openStores();
  const { prepare, run } = GRANTS[grant];
  const prepared = await prepare(stores);
  const sentBefore = stores.sent.length;
  const life = new OneLife(stores, accident);
  const engine = new FlowEngine(life.effects);
  const told = run(engine, prepared).catch(() => undefined);
  await Promise.race([told, life.died]);
  if (life.count < accident.at) return false;

  const sends = stores.sent.length - sentBefore;
  const next = accident.kind === 'refused' ? engine : new FlowEngine(new OneLife(stores).effects);
  await next.recover();
  for (const { flowId } of await stores.journal.summaries()) {
    const flow = await next.read(flowId);
    if (!flow) throw new Error('the flow is gone');
    expect(callUnderWay(flow)).toBeUndefined();
    expect(flow.phase).not.toBe('exchanging');
    const call = flow.calls.findLast(({ purpose }) => purpose === grant);
    const notSent = !call || call.failed?.reached === 'no';
    if (sends === 1) expect(notSent).toBe(false);
    // A request that got its answer either has it on record, or says that it is unknown.
    if (!notSent)
      expect(call.answer !== undefined || call.failed?.reached === 'unknown').toBe(true);
    if (notSent && grant === 'exchange') expect(flow.redirect?.code_use).toBe('unspent');
    // The person tries again, and once more.
    for (const _again of [1, 2]) {
      if (grant !== 'client_credentials') await run(next, flowId).catch(() => undefined);
    }
    if (notSent && grant === 'exchange') {
      expect((await next.read(flowId))?.phase).toBe('tokens_received');
    }
  }
  expect(most(stores)).toBeLessThanOrEqual(1);
  return true;
}

describe.each(['exchange', 'refresh', 'client_credentials'] as const)('in %s', (grant) => {
  it.each([
    ['a process that dies before its n-th effect', 'before'],
    ['a process that dies after its n-th effect', 'after'],
    ['a store that refuses the n-th effect', 'refused'],
  ] as const)('%s never makes it two requests, nor hides what is known', async (_what, kind) => {
    let at = 1;
    while (await strike(grant, { kind, at })) at += 1;
    expect(at).toBeGreaterThan(10);
  });
});

describe('over all flows', () => {
  it('one code is sent once, in turn or at once', async () => {
    const stores = openStores();
    const flows = await flowsWithOneCode(stores);
    const engines = [new FlowEngine(stores), new FlowEngine(new OneLife(stores).effects)];
    const replies = await Promise.all(flows.map((id, at) => engines[at]?.exchangeCode(id, 'ask')));
    const errors = replies.flatMap((reply) => (reply?.ok === false ? [reply.error] : []));
    expect(errors).toEqual([{ kind: 'already_sent', what: 'authorization_code' }]);
    for (const flowId of flows) await engines[0]?.exchangeCode(flowId, 'send_anyway');
    expect(uses(stores)).toEqual(new Map([[CODE, 1]]));
  });

  it('a code that never reached the bank may be sent by the other flow', async () => {
    const stores = openStores();
    const [first, second] = await flowsWithOneCode(stores);
    const { bank } = stores;
    const error = { kind: 'no_permission', host: 'bank.example' } as const;
    stores.bank = async () => ({ ok: false, error });
    const engine = new FlowEngine(stores);
    await engine.exchangeCode(first, 'ask');
    stores.bank = bank;
    expect((await engine.exchangeCode(second, 'ask')).ok).toBe(true);
    expect(await engine.exchangeCode(first, 'ask')).toMatchObject({
      error: { kind: 'already_sent' },
    });
  });

  it('a refresh token that two flows hold is sent once when the bank replaces it', async () => {
    const stores = openStores();
    const same = { access_token: 'fakeaccess', token_type: 'Bearer', refresh_token: 'fakeshared' };
    const { bank } = stores;
    stores.bank = async () => ok(jsonAnswer(200, same, stores.nowMs));
    const first = await flowWithTokens(stores);
    const second = await flowWithTokens(stores, 'fakecode0002');
    stores.bank = bank;
    const engine = new FlowEngine(stores);
    expect((await engine.refresh(first)).ok).toBe(true);
    expect(await engine.refresh(second)).toMatchObject({
      error: { kind: 'already_sent', what: 'refresh_token' },
    });
    expect(uses(stores).get('fakeshared')).toBe(1);
    expect((await engine.refresh(first)).ok).toBe(true);
  });
});

describe('an answer that the journal refuses', () => {
  it('is tried again', async () => {
    const stores = openStores();
    const flowId = await flowWithCode(stores);
    refuseAnswers(stores, 1);
    await new FlowEngine(stores).exchangeCode(flowId, 'ask');
    expect((await new FlowEngine(stores).read(flowId))?.phase).toBe('tokens_received');
  });

  it('is held when nothing helps, also by a process that dies, and recorded once the journal takes it', async () => {
    const stores = openStores();
    const flowId = await flowWithCode(stores);
    const heal = refuseAnswers(stores, Number.POSITIVE_INFINITY, 'call_failed');
    const engine = new FlowEngine(stores);
    const refused = { error: { kind: 'answer_not_recorded' } };
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject(refused);
    await expect(engine.cancel(flowId)).rejects.toThrow('made up');
    expect((await engine.read(flowId))?.phase).toBe('exchanging');
    heal();
    const next = new FlowEngine(new OneLife(stores).effects);
    await next.recover();
    const flow = await next.read(flowId);
    expect(flow?.phase).toBe('tokens_received');
    const [token] = flow?.tokens ?? [];
    expect(await stores.vault.value(token?.secret.id ?? '')).toMatch(/^fakeaccesstoken/);
    expect(uses(stores)).toEqual(new Map([[CODE, 1]]));
  });

  it('is recorded when the person asks for it, and nothing is left that could be cancelled', async () => {
    const stores = openStores();
    const flowId = await flowWithCode(stores);
    refuseAnswers(stores, 2);
    const engine = new FlowEngine(stores);
    await engine.exchangeCode(flowId, 'ask');
    await engine.cancel(flowId);
    expect((await engine.read(flowId))?.phase).toBe('tokens_received');
    expect(stores.records.every((event) => !JSON.stringify(event).includes('fakeaccess'))).toBe(
      true,
    );
  });

  it('that is a failure is recorded as what it was', async () => {
    const stores = openStores();
    const flowId = await flowWithCode(stores);
    stores.bank = async () => ({
      ok: false,
      error: { kind: 'no_permission', host: 'bank.example' },
    });
    const heal = refuseAnswers(stores, Number.POSITIVE_INFINITY, 'call_failed');
    const engine = new FlowEngine(stores);
    await engine.exchangeCode(flowId, 'ask');
    heal();
    await engine.recover();
    expect((await engine.read(flowId))?.redirect?.code_use).toBe('unspent');
  });
});

/** Refuses so many answers, and everything of another kind as well; gives the way back. */
function refuseAnswers(stores: MemoryEffects, times: number, also?: string): () => void {
  const { append } = stores.journal;
  let left = times;
  stores.journal.append = async (flowId, happening) => {
    const hit = happening.kind === 'call_answered' || happening.kind === also;
    if (hit && left > 0) {
      left -= 1;
      throw new DOMException('made up', 'QuotaExceededError');
    }
    return append(flowId, happening);
  };
  return () => {
    stores.journal.append = append;
  };
}

import { beforeEach, describe, expect, it } from 'vitest';
import type { FlowState } from '../../../src/core/flow/flow-state.ts';
import {
  type Remedy,
  refreshRefused,
  remedyFor,
  renewalOf,
} from '../../../src/core/flow/remedy.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';

let effects: MemoryEffects;
let engine: FlowEngine;
/** what the bank answers next, by what the path ends with; the last one stays */
let answers: Record<string, [status: number, body: object, headers?: [string, string][]][]>;
let made: number;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
  made = 0;
  answers = {};
  effects.bank = async ({ url }) => {
    const [, queue = []] = Object.entries(answers).find(([path]) => url.endsWith(path)) ?? [];
    const [status, body, headers = []] = (queue.length > 1 ? queue.shift() : queue[0]) ?? [200, {}];
    const received = jsonAnswer(status, body, effects.nowMs);
    const answer = { ...received.answer, headers: [...received.answer.headers, ...headers] };
    return { ok: true, value: { ...received, answer } };
  };
});

const fresh = (change: object = {}): [number, object] => {
  made += 1;
  return [
    200,
    {
      access_token: `fakeaccesstoken000${made}`,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'aisp',
      refresh_token: `fakerefreshtoken000${made}`,
      ...change,
    },
  ];
};
const OVER: [number, object] = [401, { error: 'invalid_token' }];
const REFUSED: [number, object] = [400, { error: 'invalid_grant' }];

async function flowWithTokens(): Promise<string> {
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const plan = planFor('practice-bpce-aisp');
  const reply = await engine.startAuthorization(plan, SECRETS, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url, via: 'navigation' });
  answers['/token'] = [fresh()];
  await engine.exchangeCode(flowId, 'ask');
  return flowId;
}

async function clientFlow(): Promise<string> {
  answers['/token'] = [fresh({ refresh_token: undefined, scope: 'pisp' })];
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const reply = await engine.requestToken(planFor('practice-bpce-pisp'), '', options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  await reply.value.answered;
  return reply.value.flowId;
}

async function read(flowId: string): Promise<FlowState> {
  const flow = await engine.read(flowId);
  if (!flow) throw new Error('no such flow');
  return flow;
}

/** Calls the API with the token that came last, and gives the call's id. */
async function call(flowId: string): Promise<string> {
  const flow = await read(flowId);
  const token = flow.tokens.findLast(({ kind, replaced }) => kind === 'access_token' && !replaced);
  const [name = ''] = flow.started.plan.profile.calls;
  await engine.callApi(flowId, name, token?.secret.id ?? '', 'ask');
  return (await read(flowId)).calls.at(-1)?.callId ?? '';
}

const paths = () => effects.sent.map(({ url }) => new URL(url).pathname.split('/').at(-1));

describe('a refused call', () => {
  it('is made again with the token that a renewal brought', async () => {
    const flowId = await flowWithTokens();
    answers['/accounts'] = [OVER, [200, { accounts: [] }]];
    const callId = await call(flowId);
    answers['/token'] = [fresh()];
    expect(await engine.callAgain(flowId, callId, true)).toEqual({ ok: true, value: { flowId } });
    expect(paths()).toEqual(['token', 'accounts', 'token', 'accounts']);
    expect(effects.sent.at(-1)?.headers).toContainEqual([
      'Authorization',
      'Bearer fakeaccesstoken0002',
    ]);
    expect((await read(flowId)).calls.at(-1)?.outcome).toBe('api_ok');
  });

  it('is not made again when the bank refused the renewal', async () => {
    const flowId = await flowWithTokens();
    answers['/accounts'] = [OVER];
    const callId = await call(flowId);
    answers['/token'] = [REFUSED];
    await engine.callAgain(flowId, callId, true);
    expect(paths()).toEqual(['token', 'accounts', 'token']);
    const flow = await read(flowId);
    expect(refreshRefused(flow)).toBeDefined();
    expect(renewalOf(flow)).toBeUndefined();
    // What was made wrong on purpose says nothing of the token.
    const calls = flow.calls.map((call) => ({ ...call, fault: 'scope_widened' as const }));
    expect(refreshRefused({ ...flow, calls })).toBeUndefined();
    expect(flow.phase).toBe('tokens_received');
  });

  it('of a client is made again with a token that was asked for anew, in the same flow', async () => {
    const flowId = await clientFlow();
    answers['/payment-request-id'] = [
      [403, { message: 'Invalid token' }],
      [200, {}],
    ];
    const callId = await call(flowId);
    answers['/token'] = [fresh({ refresh_token: undefined, scope: 'pisp' })];
    await engine.callAgain(flowId, callId, true);
    const flow = await read(flowId);
    expect(flow.tokens.map(({ replaced }) => replaced)).toEqual([true, false]);
    expect(flow.calls.at(-1)).toMatchObject({ purpose: 'api', outcome: 'api_ok' });
  });

  it.each([
    ['a code exchange', 0],
    ['a call of another flow', -1],
  ])('is none where %s is named', async (_what, at) => {
    const flowId = await flowWithTokens();
    const { calls } = await read(flowId);
    const sent = effects.sent.length;
    const callId = calls.at(at)?.callId ?? '';
    expect(await engine.callAgain(flowId, at < 0 ? 'another' : callId)).toMatchObject({
      error: { kind: 'nothing_to_send' },
    });
    expect(effects.sent).toHaveLength(sent);
  });
});

describe('a replaced refresh token', () => {
  it('is refused, and the one in use is taken', async () => {
    const flowId = await flowWithTokens();
    answers['/token'] = [fresh()];
    await engine.refresh(flowId);
    const [old, current] = (await read(flowId)).tokens.filter(
      ({ kind }) => kind === 'refresh_token',
    );
    const sent = effects.sent.length;
    expect(await engine.refresh(flowId, old?.secret.id)).toMatchObject({
      error: { kind: 'already_sent', what: 'refresh_token' },
    });
    expect(effects.sent).toHaveLength(sent);
    expect(await engine.refresh(flowId, current?.secret.id)).toMatchObject({ ok: true });
  });

  it('is not mistaken for another kind of token', async () => {
    const flowId = await flowWithTokens();
    const [access] = (await read(flowId)).tokens;
    expect(await engine.refresh(flowId, access?.secret.id)).toMatchObject({
      error: { kind: 'nothing_to_send' },
    });
  });
});

describe('a client’s token', () => {
  it('that the bank does not renew leaves the flow with the one it had', async () => {
    const flowId = await clientFlow();
    answers['/token'] = [[401, { error: 'invalid_client' }]];
    await engine.refresh(flowId);
    const flow = await read(flowId);
    expect(flow.phase).toBe('tokens_received');
    expect(flow.tokens.map(({ replaced }) => replaced)).toEqual([false]);
  });
});

describe('what helps', () => {
  const until: [string, string][] = [['Retry-After', '30']];
  it.each<[string, [number, object, [string, string][]?], ((now: number) => Remedy) | undefined]>([
    ['a token that is over: renewing', OVER, () => ({ kind: 'renew' })],
    ['a role that is missing: nothing', [403, { error: 'Forbidden' }], undefined],
    ['a good answer: nothing', [200, {}], undefined],
    [
      'too many calls: waiting',
      [429, {}, until],
      (now) => ({ kind: 'wait', untilMs: now + 30_000 }),
    ],
    ['maintenance: waiting', [503, {}, until], (now) => ({ kind: 'wait', untilMs: now + 30_000 })],
    ['too many calls without a time: nothing', [429, {}], undefined],
    ['a fault of the server: nothing', [500, {}, until], undefined],
  ])('against %s', async (_what, answer, expected) => {
    const flowId = await flowWithTokens();
    answers['/accounts'] = [answer];
    const callId = await call(flowId);
    const flow = await read(flowId);
    const made = flow.calls.find((one) => one.callId === callId);
    expect(made && remedyFor(flow, made)).toEqual(expected?.(effects.nowMs));
  });

  it('against a token that was replaced since: the same call, once', async () => {
    const flowId = await flowWithTokens();
    answers['/accounts'] = [OVER];
    const callId = await call(flowId);
    answers['/token'] = [fresh()];
    await engine.refresh(flowId);
    const remedy = async () => {
      const flow = await read(flowId);
      const made = flow.calls.find((one) => one.callId === callId);
      return made && remedyFor(flow, made);
    };
    expect(await remedy()).toEqual({ kind: 'again' });
    await engine.callAgain(flowId, callId);
    expect(await remedy()).toBeUndefined();
  });

  it('where the refresh token may have been used up: the customer', async () => {
    const flowId = await flowWithTokens();
    answers['/accounts'] = [OVER];
    const callId = await call(flowId);
    effects.bank = async () => ({ ok: false, error: { kind: 'too_slow', afterMs: 20_000 } });
    await engine.refresh(flowId);
    const flow = await read(flowId);
    const made = flow.calls.find((one) => one.callId === callId);
    expect(made && remedyFor(flow, made)).toEqual({ kind: 'come_back' });
  });
});

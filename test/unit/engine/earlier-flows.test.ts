import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const ASK = { bank: 'Practice', onErrors: 'ask' } as const;

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

async function idsOf(change: Partial<typeof SECRETS> = {}, profile = 'practice-oidc') {
  const reply = await engine.startAuthorization(planFor(profile), { ...SECRETS, ...change }, ASK);
  if (reply.ok) return [];
  return reply.error.kind === 'has_errors' ? reply.error.findings.map(({ id }) => id) : ['?'];
}

describe('random values', () => {
  it('may be used once', async () => {
    expect(await idsOf()).toEqual([]);
    expect(await idsOf()).toEqual(expect.arrayContaining(['AQ08', 'AQ13']));
  });

  it('are told apart', async () => {
    expect(await idsOf()).toEqual([]);
    expect(await idsOf({ state: `${SECRETS.state.slice(0, -4)}9999` })).not.toContain('AQ08');
  });

  it('may be those of the flow itself when it opens after its steps', async () => {
    const plan = planFor('practice-nextgenpsd2');
    const started = await engine.startSteps(plan, SECRETS, ASK);
    const flowId = started.ok ? started.value.flowId : '';
    const values = {
      consentId: 'c-1',
      authorizationUrl: 'http://berlin.localhost:8489/authorize',
    };
    await engine.saveCaptured(flowId, values);
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({ ok: true });
  });
});

describe('a bank that wants one token an hour for each context', () => {
  const request = async (scope: string, onErrors: 'ask' | 'send_anyway' = 'send_anyway') => {
    effects.bank = async () =>
      ok(jsonAnswer(200, { access_token: 'faketoken', token_type: 'Bearer' }, effects.nowMs));
    const plan = planFor('practice-open-payments', { scope });
    const reply = await engine.requestToken(plan, 'fake-client-secret', { ...ASK, onErrors });
    if (!reply.ok) return reply.error;
    await reply.value.answered;
    const flow = await engine.read(reply.value.flowId);
    return flow?.calls[0]?.findings.map(({ id }) => id);
  };

  it('is asked once without a word, and with a warning while that token lives', async () => {
    expect(await request('accountinformation private')).not.toContain('PS14');
    expect(await request('accountinformation private')).toContain('PS14');
  });

  it('is met by the live token, unless the person insists or its value is gone', async () => {
    await request('accountinformation private');
    const [own] = effects.records.map(({ flowId }) => flowId);
    expect(await request('accountinformation private', 'ask')).toMatchObject({
      kind: 'token_alive',
      context: 'private',
      flowId: own,
      endsAt: Math.floor(effects.nowMs / 1000) + 3600,
      requests: 1,
    });
    expect(effects.sent).toHaveLength(1);
    for (const secret of effects.secrets.values()) {
      if (secret.reference.kind === 'access_token') effects.secrets.delete(secret.reference.id);
    }
    expect(await request('accountinformation private', 'ask')).toContain('PS14');
  });

  it('may be asked for the other context, and again when the hour is over', async () => {
    await request('accountinformation private');
    expect(await request('accountinformation corporate')).not.toContain('PS14');
    effects.nowMs += 3_601_000;
    expect(await request('accountinformation private')).not.toContain('PS14');
  });
});

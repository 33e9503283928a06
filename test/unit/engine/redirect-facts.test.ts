import { beforeEach, describe, expect, it } from 'vitest';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

async function openFlow(state: string, profileId = 'practice-bpce-aisp'): Promise<string> {
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(planFor(profileId), { ...SECRETS, state }, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  return flowId;
}

async function answer(flowId: string, code: string, state: string) {
  await engine.acceptRedirect({
    url: `${CALLBACK}?code=${code}&state=${state}`,
    via: 'pasted',
    flowId,
  });
  const redirect = (await engine.read(flowId))?.redirect;
  return { verdict: redirect?.verdict, ids: redirect?.findings.map(({ id }) => id) };
}

describe('an answer is held against those of other flows', () => {
  it('and refused where its code came before', async () => {
    await answer(await openFlow('fake-state-0001'), 'fakecode0001', 'fake-state-0001');
    const second = await openFlow('fake-state-0002');
    const judged = await answer(second, 'fakecode0001', 'fake-state-0002');
    expect(judged).toEqual({ verdict: 'refused', ids: ['AP14'] });
  });

  it('but a code of an answer that was refused may come again, with the right state', async () => {
    const flowId = await openFlow('fake-state-0001');
    await answer(flowId, 'fakecode0001', 'cut-short');
    expect(await answer(flowId, 'fakecode0001', 'fake-state-0001')).toEqual({
      verdict: 'code',
      ids: [],
    });
  });

  it('and warned of where another bank answers at the same address', async () => {
    const flowId = await openFlow('fake-state-0001');
    await openFlow('fake-state-0002', 'practice-oidc');
    expect(await answer(flowId, 'fakecode0001', 'fake-state-0001')).toEqual({
      verdict: 'code',
      ids: ['AP11'],
    });
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';
const MINUTE_MS = 60_000;

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

async function openFlow(state: string): Promise<string> {
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const secrets = { ...SECRETS, state };
  const reply = await engine.startAuthorization(
    planFor('practice-bpce-aisp', { redirectUri: CALLBACK }),
    secrets,
    options,
  );
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  return flowId;
}

function see(query: string) {
  return engine.acceptRedirect({ url: `${CALLBACK}?${query}`, via: 'navigation' });
}

/** Flows that have had their answers, some minutes ago. */
async function answeredFlows(count: number): Promise<string[]> {
  const flowIds: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const state = `fake-state-of-an-earlier-flow-${at}`;
    flowIds.push(await openFlow(state));
    await see(`code=fakecode-${at}&state=${state}`);
  }
  effects.nowMs += 10 * MINUTE_MS;
  return flowIds;
}

const answersOf = (flowId: string) =>
  effects.records.filter(
    (event) => event.flowId === flowId && event.happening.kind === 'redirect_captured',
  ).length;

describe('among the flows of a day', () => {
  it('only those that an answer may be for are read', async () => {
    await answeredFlows(30);
    const waiting = await openFlow('fake-state-0001');
    const read = vi.spyOn(effects.journal, 'events');
    const taken = await see('code=fakecode-new&state=fake-state-0001');
    expect(taken).toEqual({ ok: true, value: { flowId: waiting } });
    expect(new Set(read.mock.calls.map(([flowId]) => flowId))).toEqual(new Set([waiting]));
  });

  it('an answer that was recorded is known again when it is reloaded', async () => {
    const [, , third = ''] = await answeredFlows(4);
    expect(await see('code=fakecode-2&state=fake-state-of-an-earlier-flow-2')).toEqual({
      ok: true,
      value: { flowId: third },
    });
    expect(answersOf(third)).toBe(1);
  });

  it('one that was refused is known again by what it said, though nothing of it is ours', async () => {
    const waiting = await openFlow('fake-state-0001');
    await see('code=fakecode-new&state=cut-short');
    effects.nowMs += 10 * MINUTE_MS;
    expect(await see('code=fakecode-new&state=cut-short')).toEqual({
      ok: true,
      value: { flowId: waiting },
    });
    expect(answersOf(waiting)).toBe(1);
  });

  it('one that says no more than that it failed is the same for a moment', async () => {
    const waiting = await openFlow('fake-state-0001');
    await see('error=access_denied');
    expect(await see('error=access_denied')).toEqual({ ok: true, value: { flowId: waiting } });
    effects.nowMs += MINUTE_MS;
    expect(await see('error=access_denied')).toMatchObject({ ok: false });
    expect(answersOf(waiting)).toBe(1);
  });

  it('the code alone leads to the flow that has it', async () => {
    const [first = ''] = await answeredFlows(3);
    await openFlow('fake-state-0001');
    const read = vi.spyOn(effects.journal, 'events');
    await see('code=fakecode-0');
    expect(read.mock.calls.map(([flowId]) => flowId)).toContain(first);
  });
});

describe('an answer that is judged', () => {
  it('has its code stored meanwhile, so that its record need not wait for it', async () => {
    const waiting = await openFlow('fake-state-0001');
    const held: string[][] = [];
    const { othersLike } = effects.journal;
    vi.spyOn(effects.journal, 'othersLike').mockImplementation(async (answer) => {
      held.push((await effects.vault.known(waiting)).map(({ value }) => value));
      return othersLike(answer);
    });
    await see('code=fakecode-new&state=fake-state-0001');
    expect(held).toEqual([expect.arrayContaining(['fakecode-new'])]);
    expect(answersOf(waiting)).toBe(1);
  });
});

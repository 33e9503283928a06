import { beforeEach, describe, expect, it } from 'vitest';
import type { HoldRules } from '../../../../src/background/hold/hold-rules.ts';
import { Holds } from '../../../../src/background/hold/holds.ts';
import { readHeld } from '../../../../src/background/hold/read-held.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../../src/core/flow/flow-summary.ts';
import { FlowEngine } from '../../../../src/engine/flow-engine.ts';
import { MemoryEffects } from '../../engine/memory-effects.ts';
import { planFor, SECRETS } from '../../engine/plans.ts';

const APP = 'http://app.localhost:8489/callback';
const BANK = 'http://17515.bpce.localhost:8489/stet/psd2/oauth/authorize';

/** A browser that keeps rules as long as it is not restarted, and may be told which hosts are granted. */
class FakeBrowser {
  isFirefox = false;
  granted = true;
  refuses = false;
  reading = false;
  inForce: HoldRules = { rules: [], pages: [] };
  alarmMs: number | undefined;
  shown: string[] = [];
  watched: number[] = [];
  mayReach = async () => this.granted;
  blockedPatterns = async () =>
    new Set(this.inForce.rules.map(({ condition }) => condition.regexFilter as string | undefined));
  applyRules = async (rules: HoldRules) => {
    if (this.refuses && rules.rules.length > 0) throw new Error('no such rule');
    this.inForce = rules;
  };
  watchTab = async (tabId: number) => void this.watched.push(tabId);
  setHoldAlarm = async (whenMs: number | undefined) => {
    this.alarmMs = whenMs;
  };
  read = (wanted: boolean) => {
    this.reading = wanted;
  };
  showHeldPage = async (about: string) => void this.shown.push(about);
  standingTab = async (tabId: number | undefined) => tabId ?? 9;
  openAddress = async (url: string) => void this.shown.push(url);
}

let effects: MemoryEffects;
let engine: FlowEngine;
let fake: FakeBrowser;
let holds: Holds;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
  fake = new FakeBrowser();
  holds = new Holds(effects, fake);
});

async function holdFlow(state = SECRETS.state): Promise<string> {
  const reply = await engine.startAuthorization(
    planFor('practice-bpce-aisp'),
    { ...SECRETS, state },
    { bank: 'Practice', onErrors: 'send_anyway' },
  );
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await holds.set(flowId, APP, BANK);
  const tabId = 5;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl, tabId });
  return flowId;
}

const answer = (state = SECRETS.state, code = 'fakecode0001') =>
  engine.acceptRedirect({
    url: `${APP}?code=${code}&state=${state}`,
    via: 'bank_redirect',
    tabId: 5,
  });
const flow = async (flowId: string) => foldFlow(await effects.journal.events(flowId));
const kindsOf = async (flowId: string) =>
  (await effects.journal.events(flowId)).map(({ happening }) => happening.kind);
const isBlocked = () => fake.inForce.rules.length > 0;

describe('a hold', () => {
  it('is in force before the page opens, for a quarter of an hour', async () => {
    const flowId = await holdFlow();
    expect(isBlocked()).toBe(true);
    expect(fake.alarmMs).toBe(effects.nowMs + 900_000);
    expect(fake.reading).toBe(true);
    expect(await kindsOf(flowId)).toEqual(['started', 'hold_set', 'opened']);
    expect((await flow(flowId))?.hold).toMatchObject({ atBank: true, gaps: ['other_host'] });
  });

  it('is not recorded when the browser refuses it', async () => {
    fake.refuses = true;
    await expect(holdFlow()).rejects.toThrow();
    const [flowId = ''] = effects.records.map((event) => event.flowId);
    expect(await kindsOf(flowId)).toEqual(['started']);
  });

  it.each([
    ['it is discarded', (flowId: string) => engine.discardCode(flowId)],
    ['the flow is abandoned', (flowId: string) => engine.abandon(flowId)],
    ['it is released', (flowId: string) => engine.release(flowId)],
    ['its code is sent', (flowId: string) => engine.exchangeCode(flowId, 'send_anyway')],
  ])('ends when %s', async (_when, end) => {
    const flowId = await holdFlow();
    await answer();
    expect(await end(flowId)).toMatchObject({ ok: true });
    await holds.reconcile();
    expect(isBlocked()).toBe(false);
    expect(fake.alarmMs).toBeUndefined();
    expect(fake.reading).toBe(false);
  });

  it('stays when a token request never reached the bank', async () => {
    const flowId = await holdFlow();
    await answer();
    const failure = { kind: 'network', reason: 'ERR_NAME_NOT_RESOLVED', host: 'bank' } as const;
    effects.bank = async () => ({ ok: false, error: failure });
    await engine.exchangeCode(flowId, 'send_anyway');
    expect((await flow(flowId))?.redirect?.code_use).toBe('unspent');
    await holds.reconcile();
    expect(isBlocked()).toBe(true);
  });

  it('stays for an answer that was refused, and for a second one', async () => {
    const flowId = await holdFlow();
    await engine.acceptRedirect({ url: `${APP}?code=x&state=wrong`, via: 'navigation' });
    await answer();
    await answer(SECRETS.state, 'fakecode0002');
    await holds.reconcile();
    expect(isBlocked()).toBe(true);
    expect(await engine.release(flowId)).toMatchObject({
      value: { answer: { url: `${APP}?code=fakecode0001&state=${SECRETS.state}` }, tabId: 5 },
    });
  });

  it('goes with its flow, as soon as that has ended', async () => {
    const flowId = await holdFlow();
    await effects.journal.append(flowId, { kind: 'abandoned' });
    const state = await flow(flowId);
    const event = effects.records.at(-1);
    if (state && event) holds.hear(summariseFlow(state), event);
    await holds.reconcile();
    expect(isBlocked()).toBe(false);
  });

  it('ends by itself when its time is over', async () => {
    const flowId = await holdFlow();
    effects.nowMs += 899_999;
    await holds.reconcile();
    expect(isBlocked()).toBe(true);
    effects.nowMs += 1;
    await holds.reconcile();
    expect(isBlocked()).toBe(false);
    expect((await flow(flowId))?.hold?.ended).toBe('expired');
    expect(readHeld(await flow(flowId))).toMatchObject({ state: 'over' });
  });

  it('survives the worker', async () => {
    const flowId = await holdFlow();
    const nextLife = new Holds(effects, fake);
    await nextLife.reconcile('at_start');
    expect(isBlocked()).toBe(true);
    expect(nextLife.heldFrom('http://17515.bpce.localhost/')).toEqual([APP]);
    expect(nextLife.holderOf(`${APP}?code=c`)).toBe(flowId);
  });

  it('ends with the browser, which forgets the rules', async () => {
    const flowId = await holdFlow();
    fake.inForce = { rules: [], pages: [] };
    await new Holds(effects, fake).reconcile('at_start');
    expect((await flow(flowId))?.hold?.ended).toBe('browser_closed');
    expect(isBlocked()).toBe(false);
  });

  it('leaves no rule behind of a flow that is gone', async () => {
    await holdFlow();
    effects.records.length = 0;
    await new Holds(effects, fake).reconcile('at_start');
    expect(isBlocked()).toBe(false);
  });

  it('records other means when a host is revoked or granted in the middle', async () => {
    const flowId = await holdFlow();
    fake.granted = false;
    await holds.reconcile();
    expect((await flow(flowId))?.hold).toMatchObject({ gaps: ['service_worker', 'form_body'] });
    expect(fake.inForce.pages).toEqual([]);
    fake.granted = true;
    await holds.reconcile();
    expect((await flow(flowId))?.hold).toMatchObject({ atBank: true });
    expect(fake.watched).toEqual([5]);
    expect((await kindsOf(flowId)).filter((kind) => kind === 'hold_set')).toHaveLength(3);
  });

  it('of another flow on the same address lets a released answer pass in its tab', async () => {
    const first = await holdFlow();
    await answer();
    await holdFlow('another-fake-state-0123456789');
    const released = await engine.release(first);
    if (!released.ok) throw new Error('not released');
    await holds.letGo(released.value);
    expect(fake.inForce.rules[0]?.condition).toMatchObject({ excludedTabIds: [5] });
    expect(fake.shown).toEqual([released.value.answer.url]);
    await holdFlow('a-third-fake-state-0123456789');
    expect(fake.inForce.rules[0]?.condition).not.toHaveProperty('excludedTabIds');
  });
});

describe('a release', () => {
  it('happens once, and the code is never exchanged after it', async () => {
    const flowId = await holdFlow();
    await answer();
    expect(await engine.release(flowId)).toMatchObject({ ok: true });
    expect(await engine.release(flowId)).toEqual({ ok: false, error: { kind: 'nothing_to_send' } });
    expect(await engine.exchangeCode(flowId, 'send_anyway')).toMatchObject({ ok: false });
    expect(effects.sent).toEqual([]);
    expect(await flow(flowId)).toMatchObject({
      phase: 'released',
      redirect: { code_use: 'released' },
    });
  });

  it('gives the app the answers that come after it too', async () => {
    const flowId = await holdFlow();
    const denied = `${APP}?error=access_denied&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url: denied, via: 'bank_redirect', tabId: 5 });
    expect(await engine.release(flowId)).toMatchObject({ ok: true });
    await answer();
    const state = await flow(flowId);
    expect(state).toMatchObject({ phase: 'released', redirect: { code_use: 'released' } });
    expect(state && summariseFlow(state).hold).toBeUndefined();
    expect(await engine.exchangeCode(flowId, 'send_anyway')).toMatchObject({ ok: false });
    expect(effects.sent).toEqual([]);
  });

  it('is refused for an answer that was not held, and one whose code is spent', async () => {
    const flowId = await holdFlow();
    expect(await engine.release(flowId)).toMatchObject({ error: { kind: 'nothing_to_send' } });
    await answer();
    await engine.exchangeCode(flowId, 'send_anyway');
    expect(await engine.release(flowId)).toMatchObject({ error: { kind: 'nothing_to_send' } });
  });

  it('of a posted answer is sent on by our page, once', async () => {
    const flowId = await holdFlow();
    const form = [
      { name: 'code', value: 'fakecode0001' },
      { name: 'state', value: SECRETS.state },
    ];
    await engine.acceptRedirect({ url: APP, via: 'form_post', form, tabId: 5 });
    const released = await engine.release(flowId);
    if (!released.ok) throw new Error('not released');
    await holds.letGo(released.value);
    expect(fake.shown).toEqual([`${flowId}/send`]);
    expect(holds.takeReleased(flowId)).toEqual({ url: APP, form });
    expect(holds.takeReleased(flowId)).toBeUndefined();
  });

  it('leaves no code in the record', async () => {
    const flowId = await holdFlow();
    await answer();
    await engine.release(flowId);
    expect(JSON.stringify(effects.records)).not.toContain('fakecode0001');
  });
});

import { describe, expect, it } from 'vitest';
import { createHandlers, type WorkerParts } from '../../../src/background/handlers.ts';
import type { Policy } from '../../../src/contract/policy.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import { liveKey } from '../../../src/core/banks/live-key.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { planFor, SECRETS } from '../engine/plans.ts';

/** A worker with some banks unlocked; the parts that the lock does not touch are missing. */
function worker(unlockedLive: string[], policy: Policy = {}) {
  const effects = new MemoryEffects();
  const opened: string[] = [];
  const parts = {
    engine: new FlowEngine(effects),
    effects,
    journal: effects.journal,
    vault: effects.vault,
    settings: {
      policy: async () => policy,
      read: async () => ({ ...defaultSettings, unlockedLive }),
    },
    openTab: async (_to: unknown, url: string, before: (tabId: undefined) => Promise<unknown>) => {
      await before(undefined);
      opened.push(url);
    },
    tell: () => undefined,
  } as unknown as WorkerParts;
  return { handlers: createHandlers(parts), effects, opened };
}

const live = (option: string, profile = 'bpce-aisp') =>
  planFor(profile, { environment: 'live', variables: { bankCode: option } });

function start(handlers: ReturnType<typeof createHandlers>, plan: ReturnType<typeof planFor>) {
  return handlers.startAuthorization({
    plan,
    bank: 'A bank',
    secrets: SECRETS,
    destination: { kind: 'new_tab' },
    findings: [],
    onErrors: 'send_anyway',
  });
}

const LOCKED = { ok: false, error: { kind: 'live_locked' } };
const ready = live('13807');
const key = liveKey(ready.profile, ready.draft.variables);

describe('a live environment', () => {
  it('is locked until its bank is unlocked', async () => {
    const { handlers, effects, opened } = worker([]);
    expect(await start(handlers, ready)).toEqual(LOCKED);
    expect(effects.records).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('opens once its bank is unlocked', async () => {
    const { handlers, opened } = worker([key]);
    expect(await start(handlers, ready)).toMatchObject({ ok: true });
    expect(opened).toHaveLength(1);
  });

  it.each([
    ['for another bank of the same profile', live('17515')],
    ['for another brand of the same code', live('13807-cmm')],
    ['for another service of the same bank', live('13807', 'bpce-pisp')],
  ])('stays locked %s', async (_what, plan) => {
    const { handlers, opened } = worker([key]);
    expect(await start(handlers, plan)).toEqual(LOCKED);
    expect(opened).toEqual([]);
  });

  it('stays locked by a key of the profile as a whole', async () => {
    expect(await start(worker(['bpce-aisp']).handlers, ready)).toEqual(LOCKED);
  });

  it('is locked for token requests and for flows that were started before', async () => {
    const { handlers, effects } = worker([]);
    const plan = live('13807', 'bpce-pisp');
    const token = {
      plan,
      bank: 'A bank',
      clientSecret: '',
      findings: [],
      onErrors: 'send_anyway' as const,
    };
    expect(await handlers.requestToken(token)).toEqual(LOCKED);
    const before = worker([key]);
    const started = await start(before.handlers, ready);
    const flowId = started.ok ? started.value.flowId : '';
    effects.records.push(...before.effects.records);
    expect(await handlers.exchangeCode({ flowId, onErrors: 'send_anyway' })).toEqual(LOCKED);
    expect(await handlers.runAgain({ flowId, destination: { kind: 'new_tab' } })).toEqual(LOCKED);
    expect(effects.sent).toEqual([]);
  });
});

describe('a fault bench', () => {
  const mark = {
    id: 'b1',
    of: '',
    chosen: ['code_reused' as const],
    rows: ['code_reused' as const],
  };
  const destination = { kind: 'new_tab' } as const;

  it('is not begun at a live bank, also where that is unlocked', async () => {
    const { handlers, effects, opened } = worker([key]);
    const started = await start(handlers, ready);
    const flowId = started.ok ? started.value.flowId : '';
    const before = { records: effects.records.length, opened: opened.length };
    const bench = { ...mark, of: flowId };
    const refused = { ok: false, error: { kind: 'nothing_to_send' } };
    expect(await handlers.runAgain({ flowId, destination, bench })).toEqual(refused);
    expect(await handlers.sendFault({ flowId, fault: 'code_reused' })).toEqual(refused);
    expect({ records: effects.records.length, opened: opened.length }).toEqual(before);
    expect(effects.sent).toEqual([]);
  });

  it('runs a sandbox flow again with its mark and its edits', async () => {
    const { handlers, effects, opened } = worker([]);
    const started = await start(handlers, planFor('bpce-aisp'));
    const flowId = started.ok ? started.value.flowId : '';
    const bench = { ...mark, of: flowId };
    const edits = { response_type: null };
    expect(await handlers.runAgain({ flowId, destination, bench, edits })).toMatchObject({
      ok: true,
    });
    expect(opened).toHaveLength(2);
    expect(effects.records.findLast(({ happening }) => happening.kind === 'started')).toMatchObject(
      {
        happening: { repeats: flowId, bench, plan: { draft: { edits } } },
      },
    );
  });
});

it('needs no unlocking for a sandbox', async () => {
  const { handlers, opened } = worker([]);
  expect(await start(handlers, planFor('bpce-aisp'))).toMatchObject({ ok: true });
  expect(opened).toHaveLength(1);
});

describe('what an organisation rules out', () => {
  const refused = (kind: string) => ({ ok: false, error: { kind } });
  const sandbox = planFor('bpce-aisp');

  it.each([
    ['bpce-*', true],
    ['bpce-aisp', true],
    ['*', true],
    ['bpce', false],
    ['bpce.aisp', false],
    ['other-*', false],
  ])('lets flows go to banks that are named: %s', async (glob, allowed) => {
    const { handlers, effects } = worker([], { allowedBanks: ['nobody', glob] });
    const reply = await start(handlers, sandbox);
    expect(reply).toEqual(
      allowed ? expect.objectContaining({ ok: true }) : refused('bank_not_allowed'),
    );
    expect(effects.records.length > 0).toBe(allowed);
  });

  it('keeps live environments locked that a person had unlocked', async () => {
    const { handlers, effects } = worker([key], { allowLive: false });
    expect(await start(handlers, ready)).toEqual(refused('live_not_allowed'));
    expect(effects.records).toEqual([]);
    expect(await start(handlers, sandbox)).toMatchObject({ ok: true });
  });

  it('sends nothing more in flows that were started before, not even a fault', async () => {
    const policy: Policy = {};
    const { handlers, effects } = worker([], policy);
    const started = await start(handlers, sandbox);
    const flowId = started.ok ? started.value.flowId : '';
    policy.allowedBanks = ['nobody'];
    const no = refused('bank_not_allowed');
    const destination = { kind: 'new_tab' } as const;
    expect(await handlers.exchangeCode({ flowId, onErrors: 'send_anyway' })).toEqual(no);
    expect(await handlers.refresh({ flowId })).toEqual(no);
    expect(await handlers.runAgain({ flowId, destination })).toEqual(no);
    expect(await handlers.sendFault({ flowId, fault: 'code_reused' })).toEqual(no);
    expect(effects.sent).toEqual([]);
  });
});

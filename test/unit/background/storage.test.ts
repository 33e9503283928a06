import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { FlowJournal } from '../../../src/background/storage/flow-journal.ts';
import { loadFingerprintKey, SessionVault } from '../../../src/background/storage/session-vault.ts';
import { SettingsStore } from '../../../src/background/storage/settings-store.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { Happening } from '../../../src/core/flow/flow-event.ts';
import { captured, failed, opened, prepared } from '../../fixtures/happenings.ts';
import { planFor } from '../engine/plans.ts';
import { memoryArea } from './memory-area.ts';

function startedHappening(): Happening {
  const plan = planFor('practice-bpce-aisp');
  return { kind: 'started', plan, bank: 'Practice', secrets: [], findings: [] };
}

let names = 0;
function openJournal(clock = { nowMs: () => 1_000 }) {
  names += 1;
  const told: string[] = [];
  const journal = new FlowJournal(
    openedOnce(openFlowDatabase(`test-${names}`)),
    clock,
    (summary, event) => told.push(`${summary.phase} ${event.sequence}`),
  );
  return { journal, told };
}

describe('the journal', () => {
  it('numbers events without gaps, even when they are added at once, and tells of each', async () => {
    const { journal, told } = openJournal();
    await journal.append('f1', startedHappening());
    const opened = { kind: 'opened', how: 'copied', url: 'https://bank.example' } as const;
    await Promise.all([
      journal.append('f1', opened),
      journal.append('f1', { kind: 'page_seen', url: 'https://bank.example' }),
      journal.append('f1', { kind: 'abandoned' }),
    ]);
    expect((await journal.events('f1')).map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
    expect(told).toEqual(['draft 0', 'awaiting_redirect 1', 'awaiting_redirect 2', 'abandoned 3']);
  });

  it('keeps flows apart', async () => {
    const { journal } = openJournal();
    await journal.append('f1', startedHappening());
    await journal.append('f10', startedHappening());
    expect(await journal.events('f1')).toHaveLength(1);
    expect((await journal.summaries()).map(({ flowId }) => flowId)).toEqual(['f1', 'f10']);
  });

  it('counts the flows in the list: those that were cleared are not in it', async () => {
    const { journal } = openJournal();
    expect(await journal.count()).toBe(0);
    await journal.append('f1', startedHappening());
    await journal.append('f2', startedHappening());
    await journal.clear('f1');
    expect(await journal.count()).toBe(1);
    await journal.restore();
    expect(await journal.count()).toBe(2);
  });

  it('records nothing before the secrets are stored that it may refer to', async () => {
    let store = () => {};
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    const area = {
      get: async () => ({}),
      set: (items: object) => ('fingerprintKey' in items ? Promise.resolve() : stored),
      remove: async () => {},
    };
    const vault = new SessionVault(
      area,
      () => loadFingerprintKey(area),
      () => 'id',
    );
    const open = openedOnce(openFlowDatabase('secrets-first'));
    const journal = new FlowJournal(
      open,
      { nowMs: () => 0 },
      () => undefined,
      () => vault.stored(),
    );
    await vault.put('f1', 'authorization_code', 'fake-code');
    const recorded = journal.append('f1', startedHappening());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await journal.events('f1')).toEqual([]);
    store();
    await recorded;
    expect(await journal.events('f1')).toHaveLength(1);
  });

  it('refuses an event of a flow that never started', async () => {
    const { journal } = openJournal();
    await expect(journal.append('nobody', { kind: 'abandoned' })).rejects.toThrow('start');
    expect(await journal.summaries()).toEqual([]);
  });

  it('brings cleared flows back, and forgets them for good at the next clearing', async () => {
    const { journal } = openJournal();
    await journal.append('f1', startedHappening());
    expect(await journal.clear()).toEqual([]);
    expect(await journal.summaries()).toEqual([]);
    await journal.restore();
    expect(await journal.summaries()).toHaveLength(1);
    await journal.clear();
    expect(await journal.clear()).toEqual(['f1']);
    expect(await journal.events('f1')).toEqual([]);
  });

  it('does not forget what was cleared a moment ago', async () => {
    let nowMs = 1_000;
    const { journal } = openJournal({ nowMs: () => nowMs });
    await journal.append('f1', startedHappening());
    await journal.clear();
    nowMs += 10_000;
    expect(await journal.purge(15_000)).toEqual([]);
    nowMs += 10_000;
    expect(await journal.purge(15_000)).toEqual(['f1']);
  });
});

describe('the list of flows', () => {
  async function many(count: number) {
    let nowMs = 0;
    const { journal } = openJournal({ nowMs: () => nowMs });
    for (let at = 0; at < count; at += 1) {
      // Two begin at a time.
      nowMs = 1000 * (at >> 1);
      await journal.append(`f${at}`, startedHappening());
    }
    return { journal, later: (ms: number) => (nowMs += ms) };
  }

  it('is told in parts, newest first, each flow once, without those that were cleared', async () => {
    const { journal } = await many(230);
    await journal.clear('f7');
    const first = await journal.listed();
    expect(first.flows).toHaveLength(24);
    const second = await journal.listed(first.next);
    expect(second.next).toBeUndefined();
    const all = [...first.flows, ...second.flows];
    expect(new Set(all.map(({ flowId }) => flowId)).size).toBe(229);
    const times = all.map(({ startedAtMs }) => startedAtMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('has an end where a part ends with it', async () => {
    const { journal } = await many(24);
    const { flows, next } = await journal.listed();
    expect(flows).toHaveLength(24);
    expect(await journal.listed(next)).toEqual({ flows: [] });
    expect(await (await many(0)).journal.listed()).toEqual({ flows: [] });
  });

  it('tells what goes on: flows of the last day, and those with an open call', async () => {
    const { journal, later } = await many(2);
    const ids = async () => (await journal.summaries('going_on')).map(({ flowId }) => flowId);
    await journal.append('f1', opened());
    await journal.append('f1', prepared('c1', 'exchange'));
    expect(await ids()).toEqual(['f0', 'f1']);
    later(2 * 86_400_000);
    expect(await ids()).toEqual(['f1']);
    await journal.append('f1', failed('c1', 'no'));
    expect(await ids()).toEqual([]);
  });

  it('may be past keeping where there are more, or older ones', async () => {
    const { journal, later } = await many(3);
    const past = (keepFlows: number, keepDays: number) =>
      journal.mayBePast({ keepFlows, keepDays });
    expect([await past(3, 1), await past(2, 1), await past(0, 0)]).toEqual([false, true, false]);
    later(2 * 86_400_000);
    expect([await past(3, 1), await past(3, 3)]).toEqual([true, false]);
  });
});

it('keeps a code spent that a fault used up, and takes its second use only when it is not claimed', async () => {
  const { journal } = openJournal();
  const uses = captured('code').code?.id ?? '';
  await journal.append('f1', startedHappening());
  await journal.append('f1', opened());
  await journal.append('f1', captured('code'));
  const faulty = { ...prepared('c1', 'exchange'), uses, fault: 'other_client' as const };
  expect(await journal.claim('f1', faulty)).toBeDefined();
  const again = { ...prepared('c2', 'exchange'), uses };
  expect(await journal.claim('f1', again)).toBeUndefined();
  expect(await journal.claim('f1', { ...again, fault: 'code_reused' })).toBeUndefined();
  await journal.append('f1', { ...again, fault: 'code_reused' });
  expect(await journal.claim('f1', { ...again, callId: 'c3' })).toBeUndefined();
});

it('adds to what the store holds, whatever this life remembers', async () => {
  const database = openFlowDatabase('two lives');
  const clock = { nowMs: () => 1_000 };
  const [first, second] = [1, 2].map(
    () => new FlowJournal(openedOnce(database), clock, () => undefined),
  );
  await first?.append('f1', startedHappening());
  await second?.append('f1', opened());
  await first?.append('f1', captured('code'));
  const kinds = (await first?.events('f1'))?.map(({ happening }) => happening.kind);
  expect(kinds).toEqual(['started', 'opened', 'redirect_captured']);
});

describe('what is used up', () => {
  const code = (id: string, fingerprint = 'c0dec0de') =>
    ({
      ...captured('code'),
      code: { id, kind: 'authorization_code', length: 12, fingerprint },
    }) as const;
  const call = (callId: string, uses: string) => ({ ...prepared(callId, 'exchange'), uses });

  async function openTwoFlows() {
    const { journal, told } = openJournal();
    for (const flowId of ['f1', 'f2']) {
      await journal.append(flowId, startedHappening());
      await journal.append(flowId, opened());
      await journal.append(flowId, code(`code of ${flowId}`));
    }
    return { journal, told };
  }

  it('by one flow is refused to all others, also at the same moment, and nothing is recorded', async () => {
    const { journal, told } = await openTwoFlows();
    const before = told.length;
    const claims = await Promise.all([
      journal.claim('f1', call('c1', 'code of f1')),
      journal.claim('f2', call('c2', 'code of f2')),
    ]);
    expect(claims.map((event) => event?.flowId)).toEqual(['f1', undefined]);
    expect(told.slice(before)).toEqual(['exchanging 3']);
    expect(await journal.claim('f1', call('c3', 'code of f1'))).toBeUndefined();
  });

  it('is free again when the request cannot have reached the bank', async () => {
    const { journal } = await openTwoFlows();
    await journal.claim('f1', call('c1', 'code of f1'));
    await journal.append('f1', failed('c1', 'no'));
    expect(await journal.claim('f2', call('c2', 'code of f2'))).toBeDefined();
    expect(await journal.claim('f1', call('c3', 'code of f1'))).toBeUndefined();
  });

  it('stays so when its flow is cleared and forgotten', async () => {
    const { journal } = await openTwoFlows();
    await journal.claim('f1', call('c1', 'code of f1'));
    await journal.append('f1', failed('c1', 'unknown'));
    await journal.clear();
    await journal.clear();
    await journal.append('f3', startedHappening());
    await journal.append('f3', code('code of f3'));
    expect(await journal.claim('f3', call('c3', 'code of f3'))).toBeUndefined();
    await journal.deleteAll();
    await journal.append('f4', startedHappening());
    await journal.append('f4', code('code of f4'));
    expect(await journal.claim('f4', call('c4', 'code of f4'))).toBeDefined();
  });

  it('does not stop an access token from being carried again', async () => {
    const { journal } = await openTwoFlows();
    for (const callId of ['c1', 'c2']) {
      const api = { ...prepared(callId, 'api'), uses: 'an access token' };
      expect(await journal.claim('f1', api)).toBeDefined();
      await journal.append('f1', failed(callId, 'unknown'));
    }
  });
});

describe('the vault', () => {
  function openVault(area = memoryArea()) {
    let ids = 0;
    const local = memoryArea();
    const key = () => loadFingerprintKey(local);
    return new SessionVault(area, key, () => {
      ids += 1;
      return `s${ids}`;
    });
  }

  it('gives a value back by its reference, and the reference holds nothing of it', async () => {
    const vault = openVault();
    const reference = await vault.put('f1', 'access_token', 'fake-token-value');
    expect(await vault.value(reference.id)).toBe('fake-token-value');
    expect(JSON.stringify(reference)).not.toContain('fake');
    expect(reference).toMatchObject({ kind: 'access_token', length: 16 });
  });

  it('keeps the reference of a value it has, and marks equal values alike across flows', async () => {
    const vault = openVault();
    const first = await vault.put('f1', 'refresh_token', 'fake-refresh');
    expect(await vault.put('f1', 'refresh_token', 'fake-refresh')).toEqual(first);
    const other = await vault.put('f2', 'refresh_token', 'fake-refresh');
    expect(other.id).not.toBe(first.id);
    expect(other.fingerprint).toBe(first.fingerprint);
  });

  it('forgets the secrets of a flow and no others', async () => {
    const vault = openVault();
    const gone = await vault.put('f1', 'state', 'fake-state');
    const kept = await vault.put('f2', 'state', 'fake-state');
    await vault.forget(['f1']);
    expect(await vault.value(gone.id)).toBeUndefined();
    expect(await vault.value(kept.id)).toBe('fake-state');
  });

  it('gives one fingerprint for one value, also when the first two are asked for at once', async () => {
    const vault = openVault();
    const [first, second] = await Promise.all([
      vault.fingerprint('fake'),
      vault.fingerprint('fake'),
    ]);
    expect(first).toBe(second);
  });

  it('makes room for a token by giving up answers, and holds on to it when there is none', async () => {
    const area = memoryArea();
    const { set } = area;
    const vault = openVault(area);
    const raw = await vault.put('f1', 'raw_answer', 'fake bytes');
    area.set = async (items) => {
      if ([...area.stored.keys()].some((key) => key.startsWith('secret:'))) throw new Error('full');
      return set(items);
    };
    const first = await vault.put('f1', 'access_token', 'fake-access');
    expect(await vault.value(raw.id)).toBeUndefined();
    const second = await vault.put('f1', 'refresh_token', 'fake-refresh');
    expect(await vault.value(first.id)).toBe('fake-access');
    expect(await vault.value(second.id)).toBe('fake-refresh');
    const nextLife = openVault(area);
    expect(await nextLife.value(first.id)).toBe('fake-access');
    expect(await nextLife.value(second.id)).toBeUndefined();
  });

  it('notices that everything was deleted', async () => {
    const area = memoryArea();
    const vault = openVault(area);
    const { id } = await vault.put('f1', 'state', 'fake-state');
    area.stored.clear();
    vault.reload();
    expect(await vault.value(id)).toBeUndefined();
  });

  it('passes over what it cannot read', async () => {
    const vault = openVault(memoryArea({ 'secret:odd': { value: 7 }, other: 'x' }));
    expect(await vault.known('f1')).toEqual([]);
  });
});

describe('settings', () => {
  const nothingSet = async () => ({});
  const set = (policy: Record<string, unknown>) => async () => policy;

  it('begin as the organisation wants them, and are then the person’s', async () => {
    const area = memoryArea();
    const defaults = { theme: 'dark', watch: 'no', unlockedLive: ['a'] };
    const store = new SettingsStore(area, set({ defaults }));
    expect(await store.read()).toEqual({ ...defaultSettings, theme: 'dark' });
    await store.save({ holdRedirects: true });
    expect(await new SettingsStore(area, nothingSet).read()).toMatchObject({ theme: 'system' });
    await store.save({ theme: 'light' });
    expect(await store.read()).toMatchObject({ theme: 'light', holdRedirects: true });
  });

  it.each([
    [900, 30],
    [0, 30],
    [-1, 30],
    [7, 7],
  ])(
    'keep flows no longer than the organisation lets them: %i days wanted, %i kept',
    async (keepDays, kept) => {
      const store = new SettingsStore(memoryArea(), set({ keepDays: 30, keepFlows: 'many' }));
      expect(await store.save({ keepDays, keepFlows: 0 })).toMatchObject({
        keepDays: kept,
        keepFlows: 0,
      });
    },
  );

  it('start with the defaults, and keep what is saved', async () => {
    const store = new SettingsStore(memoryArea(), nothingSet);
    expect(await store.read()).toEqual(defaultSettings);
    await store.save({ theme: 'dark' });
    expect(await store.read()).toEqual({ ...defaultSettings, theme: 'dark' });
  });

  it('are stored with their version', async () => {
    const area = memoryArea();
    await new SettingsStore(area, nothingSet).save({ theme: 'dark' });
    expect(area.stored.get('settings')).toMatchObject({ version: 1 });
  });

  it('replace a member that does not fit by its default and keep the others', async () => {
    const settings = { theme: 'purple', unlockedLive: ['bpce-aisp'], lastDraft: 3, old: true };
    const store = new SettingsStore(memoryArea({ settings: { version: 1, settings } }), nothingSet);
    expect(await store.read()).toEqual({ ...defaultSettings, unlockedLive: ['bpce-aisp'] });
  });
});

describe('what flows tell about an answer to one of them', () => {
  const start = startedHappening();
  const { code = { fingerprint: '', length: 0 } } = captured('code');
  const group = planFor('practice-bpce-aisp').profile.group;

  async function answered(journal: FlowJournal, flowId: string, redirectUri: string, group = '') {
    if (start.kind !== 'started') throw new Error('not a start');
    const { plan } = start;
    const draft = { ...plan.draft, redirectUri };
    const profile = { ...plan.profile, ...(group && { group }) };
    await journal.append(flowId, { ...start, plan: { ...plan, draft, profile } });
    await journal.append(flowId, opened());
    await journal.append(flowId, captured('code'));
  }

  it('is counted by bank and redirect URI, and by the code', async () => {
    const { journal } = openJournal();
    const page = 'https://tpp.example/cb';
    await answered(journal, 'f1', page);
    await answered(journal, 'f2', `${page}?from=other`, 'other-bank');
    await answered(journal, 'f3', page, 'other-bank');
    await answered(journal, 'f4', `${page}/elsewhere`, 'third-bank');
    expect(await journal.othersLike({ page, group, code })).toEqual({
      otherBanksHere: 1,
      codeSeenBefore: true,
    });
    expect(
      await journal.othersLike({ page, group: 'other-bank', code: { ...code, length: 7 } }),
    ).toEqual({ otherBanksHere: 1, codeSeenBefore: false });
    expect(await journal.othersLike({ page: undefined, group, code: undefined })).toEqual({
      otherBanksHere: 0,
      codeSeenBefore: false,
    });
  });

  it('leaves out answers that were refused, and flows that were cleared, until they come back', async () => {
    const { journal } = openJournal();
    const page = 'https://tpp.example/cb';
    await journal.append('f1', startedHappening());
    await journal.append('f1', captured('refused'));
    const nothing = { otherBanksHere: 0, codeSeenBefore: false };
    expect(await journal.othersLike({ page, group, code })).toEqual(nothing);
    await answered(journal, 'f2', page, 'other-bank');
    await journal.clear('f2');
    expect(await journal.othersLike({ page, group, code })).toEqual(nothing);
    await journal.restore();
    expect(await journal.othersLike({ page, group, code })).toEqual({
      otherBanksHere: 1,
      codeSeenBefore: true,
    });
  });
});

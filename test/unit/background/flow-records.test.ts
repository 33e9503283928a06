import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandlers, type WorkerParts } from '../../../src/background/handlers.ts';
import { ClientStore } from '../../../src/background/storage/client-store.ts';
import { answerOf, openFlowDatabase, STORES } from '../../../src/background/storage/database.ts';
import { FlowJournal } from '../../../src/background/storage/flow-journal.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import { loadFingerprintKey, SessionVault } from '../../../src/background/storage/session-vault.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { KeyAlgorithm } from '../../../src/core/clients/client-key.ts';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import { readFlowFile, writeFlowFile } from '../../../src/core/record/flow-file.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { runs } from '../../extent.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { planOf } from '../../fixtures/profiles.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { planFor, SECRETS } from '../engine/plans.ts';
import { memoryArea } from './memory-area.ts';

const UNDO_MS = 15_000;
let names = 0;

/** A worker with the real journal, vault and engine, and a bank that answers with a code's tokens. */
function worker() {
  names += 1;
  const memory = new MemoryEffects();
  const database = openFlowDatabase(`records ${names}`);
  const journal = new FlowJournal(openedOnce(database), memory.clock, () => undefined);
  const session = memoryArea();
  const local = memoryArea();
  const vault = new SessionVault(
    session,
    () => loadFingerprintKey(local),
    () => memory.randomId(),
  );
  const keys = new KeyStore(openedOnce(database), memory.clock);
  const effects = Object.assign(memory, {
    journal,
    vault,
    made: { version: '9.9.9' },
    createKey: (id: string, alg: KeyAlgorithm) => keys.create(id, alg),
  });
  const engine = new FlowEngine(effects);
  const parts = {
    engine,
    effects,
    journal,
    vault,
    clients: new ClientStore(local, vault),
    keys,
    emptyStorage: async () => undefined,
    settings: { policy: async () => ({}), read: async () => defaultSettings },
    holds: { reconcile: async () => undefined },
    tell: () => undefined,
    keepWithin: async () => 0,
    purgeLater: () =>
      setTimeout(() => void journal.purge(UNDO_MS).then((gone) => vault.forget(gone)), UNDO_MS),
  } as unknown as WorkerParts;
  const stores = async () => {
    const open = await database;
    const texts = STORES.map(async (name) => {
      const store = open.transaction(name).objectStore(name);
      return JSON.stringify([await answerOf(store.getAll()), await answerOf(store.getAllKeys())]);
    });
    return [...(await Promise.all(texts)), JSON.stringify([...session.stored])].join('\n');
  };
  return { handlers: createHandlers(parts), effects, engine, journal, vault, keys, stores };
}

async function start({ engine }: ReturnType<typeof worker>, draft = {}): Promise<string> {
  const reply = await engine.startAuthorization(planFor('practice-bpce-aisp', draft), SECRETS, {
    bank: 'Practice',
    onErrors: 'send_anyway',
  });
  if (!reply.ok) throw new Error(reply.error.kind);
  return reply.value.flowId;
}

const { started, opened, captured, prepared, sent, answered, token } = happenings;
const others = (flowId: string, count = 6): FlowEvent[] =>
  happenings
    .record(
      started(),
      opened(),
      captured('code'),
      prepared('c1', 'exchange'),
      sent('c1'),
      answered('c1', 'tokens', [token('access_token', 't1')]),
    )
    .slice(0, count)
    .map((event) => ({ ...event, flowId }));

/** The whole list, part by part. */
async function listed({ handlers }: Pick<ReturnType<typeof worker>, 'handlers'>) {
  let part = await handlers.listFlows({});
  const { flows } = part;
  while (part.next) {
    part = await handlers.listFlows({ after: part.next });
    flows.push(...part.flows);
  }
  return flows;
}

async function exported({ handlers }: ReturnType<typeof worker>): Promise<string> {
  const flows = await listed({ handlers });
  const records = flows.map(async ({ flowId }) => ({
    flowId,
    events: (await handlers.readFlow({ flowId })).events,
  }));
  return writeFlowFile(await Promise.all(records));
}

function flowsIn(text: string) {
  const read = readFlowFile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.flows.map(({ flowId, events }) => ({ flowId, events: [...events] }));
}

describe('records that are exported and imported', () => {
  it('make the same list and the same file, and are not doubled', async () => {
    const there = worker();
    for (let count = 0; count < 3; count += 1) await start(there);
    const file = await exported(there);
    const here = worker();
    const first = await here.handlers.importFlows({ flows: flowsIn(file) });
    expect(first.taken).toEqual(['added', 'added', 'added']);
    expect(await exported(here)).toBe(file);
    const again = await here.handlers.importFlows({ flows: flowsIn(file) });
    expect(again.taken).toEqual(['same', 'same', 'same']);
    const back = await there.handlers.importFlows({ flows: flowsIn(file) });
    expect(back.taken).toEqual(['same', 'same', 'same']);
    expect(await exported(here)).toBe(file);
  });

  it('are as many as were recorded, and come in parts', async () => {
    const many = runs(1000);
    const half = Math.ceil(many / 2);
    const there = worker();
    const small = { ...started(), plan: planOf('oidc') };
    for (let count = 0; count < many; count += 1) {
      await there.journal.append(`flow-${count}`, small);
    }
    const file = await exported(there);
    const here = worker();
    const flows = flowsIn(file);
    expect(flows).toHaveLength(many);
    await here.handlers.importFlows({ flows: flows.slice(0, half + 5) });
    await here.handlers.importFlows({ flows: flows.slice(half - 5) });
    expect(await listed(here)).toHaveLength(many);
    expect(await exported(here)).toBe(file);
  }, 30_000);

  it('say which version made them', async () => {
    const there = worker();
    await start(there);
    expect(JSON.parse(await exported(there)).flows[0].events[0].happening.made).toEqual({
      version: '9.9.9',
    });
  });

  it('that were cleared a moment ago come back as what they were', async () => {
    const there = worker();
    const flowId = await start(there);
    const file = await exported(there);
    await there.handlers.clearFlows({});
    expect((await there.handlers.importFlows({ flows: flowsIn(file) })).taken).toEqual(['added']);
    const { flows } = await there.handlers.listFlows({});
    expect(flows).toMatchObject([{ flowId }]);
    expect(flows[0]?.imported).toBeUndefined();
  });
});

describe('an imported flow', () => {
  async function withImported(count?: number) {
    const here = worker();
    await here.handlers.importFlows({ flows: [{ flowId: 'f9', events: others('f9', count) }] });
    return here;
  }

  it('is marked in the list, and neither busy nor held', async () => {
    const { handlers, journal, effects } = await withImported(4);
    const [flow] = (await handlers.listFlows({})).flows;
    expect(flow).toMatchObject({ flowId: 'f9', imported: effects.nowMs, busy: false });
    expect(await journal.summaries()).toEqual([]);
  });

  it('changes no other flow, whatever its events say of themselves', async () => {
    const here = await withImported(1);
    const victim = await start(here);
    const before = await here.journal.events(victim);
    const [first, ...rest] = others('f10');
    const events = [...(first ? [first] : []), ...rest.map((one) => ({ ...one, flowId: victim }))];
    await here.handlers.importFlows({ flows: [{ flowId: 'f10', events }] });
    expect(await here.journal.events(victim)).toEqual(before);
    expect(await here.journal.events('f10')).toHaveLength(6);
  });

  it.each<[string, (parts: Awaited<ReturnType<typeof withImported>>) => Promise<unknown>]>([
    [
      'exchanged',
      ({ handlers }) => handlers.exchangeCode({ flowId: 'f9', onErrors: 'send_anyway' }),
    ],
    ['refreshed', ({ handlers }) => handlers.refresh({ flowId: 'f9' })],
    ['released', ({ handlers }) => handlers.releaseAnswer({ flowId: 'f9' })],
    ['given up', ({ handlers }) => handlers.abandonFlow({ flowId: 'f9' })],
    [
      'told a redirect',
      ({ handlers }) =>
        handlers.pasteRedirect({ flowId: 'f9', url: 'https://tpp.example/cb?code=FAKE&state=x' }),
    ],
  ])('is never %s', async (_what, act) => {
    const here = await withImported(3);
    expect(await act(here)).toMatchObject({ ok: false });
    await here.engine.cancel('f9');
    await here.engine.recover();
    await here.handlers.reportPage({ flowId: 'f9', url: 'https://bank.example/' });
    expect(await here.journal.events('f9')).toHaveLength(3);
    expect(here.effects.sent).toEqual([]);
  });

  it('takes no redirect of its state', async () => {
    const there = worker();
    await start(there);
    const here = worker();
    await here.handlers.importFlows({ flows: flowsIn(await exported(there)) });
    const url = `https://tpp.example/cb?code=FAKE&state=${SECRETS.state}`;
    expect(await here.engine.acceptRedirect({ url, via: 'navigation' })).toMatchObject({
      ok: false,
      error: { kind: 'no_such_flow' },
    });
  });

  it('gets no secret of another flow, whatever it names', async () => {
    const here = worker();
    const secret = await here.vault.put('own', 'client_secret', 'fake-client-secret');
    const [start, ...rest] = others('f9', 2);
    if (start?.happening.kind !== 'started') throw new Error('no start');
    const naming = { ...start, happening: { ...start.happening, secrets: [secret] } };
    await here.handlers.importFlows({ flows: [{ flowId: 'f9', events: [naming, ...rest] }] });
    expect(
      await here.handlers.runAgain({ flowId: 'f9', destination: { kind: 'copied' } }),
    ).toMatchObject({ ok: false, error: { kind: 'secret_gone' } });
    const reveal = (owner: string) => here.handlers.revealSecret({ secretId: secret.id, owner });
    expect(await reveal('f9')).toEqual({ value: null });
    expect(await reveal('own')).toEqual({ value: 'fake-client-secret' });
  });
});

describe('forgetting a flow', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('can be undone, with its secrets', async () => {
    const here = worker();
    const [first, second] = [await start(here), await start(here)];
    await here.handlers.clearFlows({ flowId: first });
    expect((await here.handlers.listFlows({})).flows).toMatchObject([{ flowId: second }]);
    await here.handlers.restoreFlows({});
    expect((await here.handlers.listFlows({})).flows).toHaveLength(2);
    expect((await here.vault.known(first)).length).toBeGreaterThan(0);
  });

  it('leaves nothing of it, in no store, but the fingerprint of what it used up', async () => {
    const here = worker();
    const [first, second] = [await start(here), await start(here)];
    await here.journal.append(first, opened());
    const code = await here.vault.put(first, 'authorization_code', 'fake-code-0001');
    await here.journal.append(first, { ...captured('code'), code });
    await here.journal.claim(first, { ...prepared('c1', 'exchange'), uses: code.id });
    await here.journal.append(first, sent('c1'));
    await here.vault.put(first, 'raw_answer', 'ZmFrZQ');
    expect(await here.stores()).toContain(first);
    await here.handlers.clearFlows({ flowId: first });
    here.effects.nowMs += UNDO_MS;
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    await vi.waitFor(async () => expect(await here.vault.known(first)).toEqual([]));
    const left = await here.stores();
    for (const gone of [first, 'fake-code-0001', code.id]) expect(left).not.toContain(gone);
    expect(left).toContain(second);
    expect(left).toContain(code.fingerprint);
    await here.journal.append(second, opened());
    await here.journal.append(second, { ...captured('code'), code: { ...code, id: 'again' } });
    expect(
      await here.journal.claim(second, { ...prepared('c2', 'exchange'), uses: 'again' }),
    ).toBeUndefined();
  });
});

describe('the key that a flow’s tokens are bound to', () => {
  const DAY_MS = 86_400_000;
  const hasKey = async ({ keys }: ReturnType<typeof worker>, flowId: string) =>
    (await keys.sign(`dpop:${flowId}`, 'ES256', new Uint8Array(1))) !== undefined;

  it('is there as long as the flow is, however old, also while it could be brought back', async () => {
    const here = worker();
    const flowId = await start(here, { dpop: true });
    here.effects.nowMs += DAY_MS;
    await here.keys.forgetUnused([], 0);
    expect(await hasKey(here, flowId)).toBe(true);
    await here.journal.clear(flowId);
    await here.keys.forgetUnused([], 0);
    await here.journal.restore();
    expect(await hasKey(here, flowId)).toBe(true);
  });

  it('goes when the flow is cleared for good, and no other does', async () => {
    const here = worker();
    const [first, second] = [await start(here, { dpop: true }), await start(here, { dpop: true })];
    await here.journal.clear(first);
    here.effects.nowMs += UNDO_MS;
    await here.journal.purge(UNDO_MS);
    expect([await hasKey(here, first), await hasKey(here, second)]).toEqual([false, true]);
  });

  it('goes when the flow is past keeping', async () => {
    const here = worker();
    const flowId = await start(here, { dpop: true });
    await here.journal.forget([flowId]);
    expect(await hasKey(here, flowId)).toBe(false);
  });

  it('goes with all data', async () => {
    const here = worker();
    const flowId = await start(here, { dpop: true });
    await here.handlers.deleteAllData({});
    expect(await hasKey(here, flowId)).toBe(false);
  });

  it('goes in the end when the flow that it was made for was never recorded', async () => {
    const here = worker();
    await here.keys.create('dpop:never', 'ES256');
    await here.keys.forgetUnused([], 1000);
    expect(await hasKey(here, 'never')).toBe(true);
    here.effects.nowMs += 1000;
    await here.keys.forgetUnused([], 1000);
    expect(await hasKey(here, 'never')).toBe(false);
  });
});

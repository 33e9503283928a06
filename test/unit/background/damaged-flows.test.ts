import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, openFlowDatabase } from '../../../src/background/storage/database.ts';
import { FlowJournal } from '../../../src/background/storage/flow-journal.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import { findUnreadFlows } from '../../../src/background/storage/unread-flows.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { IS_WHOLE } from '../../extent.ts';
import { captured, opened, prepared, started } from '../../fixtures/happenings.ts';
import { DAMAGES, damage, damageRow, placeOf } from './damage.ts';

const TRIES = IS_WHOLE ? 300 : 8;
const LONG_MS = 60_000;
const clock = { nowMs: () => 1_000 };
let names = 0;

/** A journal, with what is found unread in it: flow ids, and how much is stored of each. */
function openJournal(database: Promise<IDBDatabase>) {
  const journal = new FlowJournal(openedOnce(database), clock, () => undefined);
  return Object.assign(journal, {
    unread: async (all: boolean) =>
      (await findUnreadFlows(await database, all, false)).map(([flowId, rows]) => ({
        flowId,
        rows,
      })),
    dropUnread: async () => findUnreadFlows(await database, true, true),
  });
}

async function openDatabase() {
  names += 1;
  const name = `damaged-${names}`;
  const database = await openFlowDatabase(name);
  /** another life of the worker, which remembers nothing */
  const open = () => openJournal(Promise.resolve(database));
  return { name, database, open };
}

/** Flows of four events each: the start, the opening, the code, and a token request under way. */
async function withFlows(count: number) {
  const { name, database, open } = await openDatabase();
  const journal = open();
  const ids = Array.from({ length: count }, (_none, at) => `flow-${at}`);
  for (const id of ids) {
    await journal.append(id, started());
    await journal.append(id, opened());
    await journal.append(id, captured('code'));
    await journal.append(id, prepared('call-1', 'exchange'));
  }
  return { name, database, open, ids };
}

describe('a damaged event among those of other flows', () => {
  it.each(DAMAGES)(
    `${TRIES} times %s: all others come out as they were`,
    async (how) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(2), fc.nat(3), placeOf), { minLength: 1, maxLength: 4 }),
          async (places) => {
            const { database, open, ids } = await withFlows(3);
            const before = new Map(
              await Promise.all(ids.map(async (id) => [id, await open().events(id)] as const)),
            );
            const hit = new Set<string>();
            for (const [flow, sequence, place] of places) {
              damageRow(database, 'events', [`flow-${flow}`, sequence], (row) =>
                damage(row, how, place),
              );
              hit.add(`flow-${flow}/${sequence}`);
            }
            const journal = open();
            const unread = (await journal.unread(true)).map(({ flowId }) => flowId);
            for (const id of ids) {
              const after = await journal.events(id);
              for (const event of before.get(id) ?? []) {
                if (!hit.has(`${id}/${event.sequence}`)) expect(after).toContainEqual(event);
              }
              // Either it was damaged into something else that can be read, or it says that it is lost.
              const isLost = after.some(({ happening }) => happening.kind === 'unreadable');
              expect(unread.includes(id)).toBe(isLost);
              if (isLost) expect(foldFlow(after)?.started.damaged ?? true).toBe(true);
            }
            expect(await journal.summaries()).toHaveLength(ids.length);
          },
        ),
        { numRuns: TRIES },
      );
    },
    LONG_MS,
  );
});

describe('a damaged row of the list', () => {
  it.each(DAMAGES)(
    `${TRIES} times %s: is made again from the events`,
    async (how) => {
      await fc.assert(
        fc.asyncProperty(placeOf, async (place) => {
          const { database, open, ids } = await withFlows(3);
          const before = await open().summaries();
          damageRow(database, 'summaries', 'flow-1', (row) => damage(row, how, place));
          const after = await open().summaries();
          expect(after).toHaveLength(ids.length);
          expect(after[0]).toEqual(before[0]);
          expect(after[2]).toEqual(before[2]);
          expect(after[1]?.flowId).toBe('flow-1');
          if (typeof (await answerOf(rowsIn(database).get('flow-1'))) !== 'object') return;
          expect(await open().unread(true)).toEqual([]);
        }),
        { numRuns: TRIES },
      );
    },
    LONG_MS,
  );

  it('is in the list again, which is read by places that a damaged row has none of', async () => {
    const { database, open } = await withFlows(2);
    damageRow(database, 'summaries', 'flow-1', () => ({ flowId: 'flow-1' }));
    const { flows } = await open().listed();
    expect(flows.map(({ flowId }) => flowId)).toEqual(['flow-1', 'flow-0']);
    expect(await open().summaries('going_on')).toHaveLength(2);
  });

  it('does not keep the flow from being cleared and forgotten', async () => {
    const { database, open } = await withFlows(2);
    damageRow(database, 'summaries', 'flow-1', () => ({ flowId: 'flow-1' }));
    const journal = open();
    expect(await journal.summaries()).toHaveLength(2);
    await journal.clear();
    expect(await journal.summaries()).toEqual([]);
    expect(await journal.clear()).toEqual(['flow-0', 'flow-1']);
  });

  it('is listed all the same where it cannot be written again', async () => {
    const { database, open } = await withFlows(2);
    damageRow(database, 'summaries', 'flow-1', () => 'cut off');
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      this.transaction.abort();
      return request;
    };
    try {
      expect(await open().summaries()).toHaveLength(2);
      expect(await open().summaries()).toHaveLength(2);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await open().summaries()).toHaveLength(2);
  });
});

describe('a flow of whose record a part is lost', () => {
  it.each([
    ['in the middle', 2],
    ['at the end', 3],
  ])('says so in its place, and that nobody may run it, where that is %s', async (_where, at) => {
    const { database, open } = await withFlows(1);
    damageRow(database, 'events', ['flow-0', at], () => 'cut off');
    const events = await open().events('flow-0');
    expect(events.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
    expect(events[at]?.happening.kind).toBe('unreadable');
    expect(foldFlow(events)?.started.damaged).toBe(true);
  });

  it('still says so when what could not be read was deleted, and everything else is there', async () => {
    const { database, open } = await withFlows(2);
    damageRow(database, 'events', ['flow-0', 3], () => 'cut off');
    const [kept, ...none] = await open().unread(true);
    expect(none).toEqual([]);
    expect(JSON.stringify(kept)).toContain('cut off');
    await open().dropUnread();
    expect(await open().unread(true)).toEqual([]);
    expect(foldFlow(await open().events('flow-0'))?.started.damaged).toBe(true);
    expect(await open().events('flow-0')).toHaveLength(4);
    expect(await open().summaries()).toHaveLength(2);
  });

  it('is kept where all of its events are whole, whoever asks to delete what is unread of it', async () => {
    const { open } = await withFlows(1);
    await open().dropUnread();
    expect(foldFlow(await open().events('flow-0'))?.started.damaged).toBeUndefined();
    expect(await open().summaries()).toHaveLength(1);
  });

  it('stays where it is while its start cannot be read, and goes as a whole when it is deleted', async () => {
    const { database, open } = await withFlows(2);
    damageRow(database, 'events', ['flow-0', 0], () => null);
    damageRow(database, 'summaries', 'flow-0', () => 7);
    const journal = open();
    expect((await journal.summaries()).map(({ flowId }) => flowId)).toEqual(['flow-1']);
    await journal.clear('flow-1');
    await journal.restore();
    const unread = await journal.unread(true);
    expect(unread.map(({ flowId, rows }) => [flowId, rows.length])).toEqual([['flow-0', 5]]);
    await journal.dropUnread();
    expect(await open().events('flow-0')).toEqual([]);
    expect(await open().events('flow-1')).toHaveLength(4);
  });

  it('goes with all data', async () => {
    const { database, open } = await withFlows(1);
    damageRow(database, 'events', ['flow-0', 0], () => null);
    await open().deleteAll();
    expect(await open().unread(true)).toEqual([]);
    for (const store of database.objectStoreNames) {
      expect(await answerOf(database.transaction(store).objectStore(store).count())).toBe(0);
    }
  });
});

describe('a store that takes nothing', () => {
  it.each(['QuotaExceededError', 'UnknownError', 'AbortError'])(
    'by %s says so, loses no event, and takes the next one',
    async (name) => {
      const { open } = await withFlows(1);
      const journal = open();
      const before = await journal.events('flow-0');
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('made up', name);
      };
      try {
        await expect(journal.append('flow-0', opened())).rejects.toBeInstanceOf(DOMException);
      } finally {
        IDBObjectStore.prototype.add = add;
      }
      expect(await open().events('flow-0')).toEqual(before);
      await journal.append('flow-0', opened());
      expect((await open().events('flow-0')).map(({ sequence }) => sequence)).toEqual([
        0, 1, 2, 3, 4,
      ]);
    },
  );
});

describe('a signing key', () => {
  it('is given to nobody before it is written', async () => {
    const { database } = await openDatabase();
    const keys = new KeyStore(openedOnce(database), clock);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
    try {
      await expect(keys.create('k1', 'ES256')).rejects.toThrow('aborted');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await keys.sign('k1', 'ES256', new Uint8Array(1))).toBeUndefined();
  });
});

describe('a damaged signing key', () => {
  it.each([
    ['without its keys', { id: 'k1' }],
    ['of the wrong type', { id: 'k1', keys: 7 }],
    ['that holds no key', { id: 'k1', keys: { ES256: { kty: 'EC' } } }],
    ['of which nothing is left', { id: 'k1', keys: null }],
  ])('%s signs nothing, as one that is gone, and no other is lost', async (_how, damaged) => {
    const { database } = await openDatabase();
    const keys = new KeyStore(openedOnce(database), clock);
    await keys.create('k1', 'ES256');
    await keys.create('k2', 'ES256');
    damageRow(database, 'keys', 'k1', () => damaged);
    expect(await keys.sign('k1', 'ES256', new Uint8Array(1))).toBeUndefined();
    expect(await keys.sign('k2', 'ES256', new Uint8Array(1))).toHaveLength(64);
    await keys.forgetUnused(['k2'], 0);
    expect(await keys.sign('k2', 'ES256', new Uint8Array(1))).toHaveLength(64);
  });
});

/** The stores that each version of the database had, with their keys. */
const VERSIONS: readonly Record<string, IDBObjectStoreParameters>[] = [
  { events: { keyPath: ['flowId', 'sequence'] }, summaries: { keyPath: 'flowId' } },
  { events: { keyPath: ['flowId', 'sequence'] }, summaries: { keyPath: 'flowId' } },
  { events: { keyPath: ['flowId', 'sequence'] }, summaries: { keyPath: 'flowId' }, spent: {} },
  {
    events: { keyPath: ['flowId', 'sequence'] },
    summaries: { keyPath: 'flowId' },
    spent: {},
    keys: { keyPath: 'id' },
  },
];

/** A start as version 1 wrote it: its profile has no steps, but addresses. */
function oldStart() {
  const event = { flowId: 'old', sequence: 0, atMs: 0, happening: started() };
  const { requests: _new, ...profile } = event.happening.plan.profile;
  const old = { ...profile, authorizationEndpoint: 'https://bank.example/authorize' };
  return {
    ...event,
    happening: { ...event.happening, plan: { ...event.happening.plan, profile: old } },
  };
}

describe('a database of another version', () => {
  it.each(VERSIONS.map((stores, at) => [at + 1, stores] as const))(
    'from version %i keeps what can be read, and what cannot stays to be exported',
    async (version, stores) => {
      const name = `version-${version}`;
      await writeAs(name, version, stores, [
        oldStart(),
        { flowId: 'new', sequence: 0, atMs: 0, happening: started() },
      ]);
      const journal = openJournal(openFlowDatabase(name));
      expect(await journal.events('new')).toHaveLength(1);
      expect(foldFlow(await journal.events('old'))).toBeUndefined();
      expect(await journal.summaries()).toHaveLength(1);
      const unread = await journal.unread(true);
      expect(unread.map(({ flowId }) => flowId)).toEqual(['old']);
      expect(JSON.stringify(unread)).toContain('authorizationEndpoint');
      await journal.append('third', started());
      expect(await journal.summaries()).toHaveLength(2);
    },
  );

  it('that is newer is read as far as it can be, and nothing of it is lost', async () => {
    const [, , , newest = {}] = VERSIONS;
    const unknown = { flowId: 'newer', sequence: 0, atMs: 0, happening: { kind: 'dreamt' } };
    const known = { flowId: 'known', sequence: 0, atMs: 0, happening: started() };
    await writeAs('newer', 99, { ...newest, dreams: { keyPath: 'id' } }, [unknown, known]);
    const open = () => openJournal(openFlowDatabase('newer'));
    await open().append('known', opened());
    await open().append('fresh', started());
    expect((await open().summaries()).map(({ flowId }) => flowId)).toEqual(['fresh', 'known']);
    expect((await open().unread(true)).map(({ flowId }) => flowId)).toEqual(['newer']);
    const database = await answerOf(indexedDB.open('newer'));
    expect(database.version).toBe(99);
    const rows = database.transaction('events').objectStore('events');
    expect(await answerOf(rows.get(['newer', 0]))).toEqual(unknown);
    await open().deleteAll();
    expect(await open().unread(true)).toEqual([]);
  });
});

type FlowRow = { flowId: string; [member: string]: unknown };

async function writeAs(
  name: string,
  version: number,
  stores: Record<string, IDBObjectStoreParameters>,
  events: readonly FlowRow[],
): Promise<void> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const [store, keys] of Object.entries(stores)) {
      const made = opening.result.createObjectStore(store, keys);
      for (const event of events) {
        if (store === 'events') made.add(event);
        // Of a row that cannot be read nothing but its key matters.
        if (store === 'summaries') made.add({ flowId: event.flowId });
      }
    }
  };
  (await answerOf(opening)).close();
}

function rowsIn(database: IDBDatabase): IDBObjectStore {
  return database.transaction('summaries').objectStore('summaries');
}

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptSecrets } from '../../../src/background/kept/kept-secrets.ts';
import { ClientStore } from '../../../src/background/storage/client-store.ts';
import { ProfileStore } from '../../../src/background/storage/profile-store.ts';
import { loadFingerprintKey, SessionVault } from '../../../src/background/storage/session-vault.ts';
import { SettingsStore } from '../../../src/background/storage/settings-store.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import { IS_WHOLE } from '../../extent.ts';
import { clientWith } from '../../fixtures/clients.ts';
import { DAMAGES, damage, placeOf } from './damage.ts';
import { memoryArea } from './memory-area.ts';

const TRIES = IS_WHOLE ? 500 : 60;

const sealed = { salt: 'c2FsdA', rounds: 1, iv: 'aXY', data: 'ZGF0YQ', savedAtMs: 7 };

function openVault(session = memoryArea(), disk = memoryArea()) {
  let ids = 0;
  return new SessionVault(
    session,
    () => loadFingerprintKey(disk),
    () => `s${++ids}`,
  );
}

/** Each store: three entries as they are stored, how it is opened, and something that is written beside them. */
const STORES = {
  clients: {
    member: 'clients',
    entries: ['a', 'b', 'c'].map((id) => clientWith({ id })),
    open: (area: ReturnType<typeof memoryArea>) => {
      const store = new ClientStore(area, openVault());
      return { stored: store.stored, write: () => store.save(clientWith({ id: 'new' })) };
    },
  },
  profiles: {
    member: 'files',
    entries: { a: { id: 'a' }, b: { id: 'b' }, c: { id: 'c' } },
    open: (area: ReturnType<typeof memoryArea>) => {
      const store = new ProfileStore(area);
      return { stored: store.stored, write: () => store.save({ new: {}, a: { id: 'again' } }) };
    },
  },
  settings: {
    member: 'settings',
    entries: { theme: 'dark', unlockedLive: ['bank/one'], keepDays: 3 },
    open: (area: ReturnType<typeof memoryArea>) => {
      const store = new SettingsStore(area, async () => ({}));
      return { stored: store.stored, write: () => store.save({ theme: 'light', watch: false }) };
    },
  },
  kept: {
    member: 'banks',
    entries: { a: sealed, b: { ...sealed, savedAtMs: 8 }, c: { ...sealed, savedAtMs: 9 } },
    open: (area: ReturnType<typeof memoryArea>) => {
      const { stored } = new KeptSecrets({
        disk: area,
        memory: memoryArea(),
        vault: openVault(),
        ownersOf: async () => ({ all: [], idle: [] }),
        nowMs: () => 0,
        lockLater: async () => undefined,
        changed: async () => undefined,
      });
      return { stored, write: () => stored.change((banks) => ({ ...banks, a: sealed })) };
    },
  },
} as const;
const kinds = Object.keys(STORES) as (keyof typeof STORES)[];

/** Every value that stands somewhere in what is stored, as text. */
function valuesIn(area: ReturnType<typeof memoryArea>, key: string, member: string): string[] {
  const whole = area.stored.get(key) as Record<string, object>;
  return Object.values(whole[member] ?? {}).map((value) => JSON.stringify(value));
}

describe.each(kinds)('a damaged entry among %s', (key) => {
  const { member, entries, open } = STORES[key];
  const names = Object.keys(entries);

  it.each(DAMAGES)(
    `${TRIES} times %s: the others are read, and none is lost by a write`,
    async (how) => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), placeOf, async (name, place) => {
          const held = structuredClone(entries) as Record<string, unknown>;
          const broken = damage({ it: held[name] }, how, place);
          held[name] = how === 'member lost' ? {} : (Object(broken).it ?? broken);
          const area = memoryArea({ [key]: { version: 1, [member]: held } });
          const { stored, write } = open(area);
          const read: Record<string, unknown> = await stored.read();
          for (const other of names.filter((one) => one !== name)) {
            expect(read[other]).toEqual(entries[other as keyof typeof entries]);
          }
          const unread = await stored.unread();
          expect(name in read).toBe(!(name in unread));
          await write();
          const texts = valuesIn(area, key, member);
          for (const value of Object.values(unread)) expect(texts).toContain(JSON.stringify(value));
          const after = Object.entries(await stored.unread());
          expect(after.map(([, value]) => value)).toEqual(Object.values(unread));
          await stored.drop();
          expect(await stored.unread()).toEqual({});
          expect(Object.keys(await stored.read()).length).toBeGreaterThan(1);
        }),
        { numRuns: TRIES },
      );
    },
  );

  it.each([
    ['cut off', '{"version":1,"'],
    ['a number', 7],
    ['null', null],
    ['without a version', { [member]: entries }],
    ['without entries', { version: 1 }],
    ['with entries that are text', { version: 1, [member]: 'text' }],
  ])('as a whole, %s: starts empty, and stays beside what is written', async (_what, whole) => {
    const area = memoryArea({ [key]: whole });
    const { stored, write } = open(area);
    expect(await stored.read()).toEqual({});
    expect(Object.values(await stored.unread())).toEqual([whole]);
    await write();
    expect(Object.keys(await stored.read()).length).toBeGreaterThan(0);
    expect(Object.values(await stored.unread())).toEqual([whole]);
  });

  it('is read and kept as it is where a newer version wrote it', async () => {
    const newer = 'a form of tomorrow';
    const held = Array.isArray(entries) ? [...entries, newer] : { ...entries, tomorrow: newer };
    const area = memoryArea({ [key]: { version: 9, [member]: held } });
    const { stored, write } = open(area);
    expect(Object.keys(await stored.read())).toEqual(names);
    await write();
    expect(area.stored.get(key)).toMatchObject({ version: 9 });
    expect(valuesIn(area, key, member)).toContain(JSON.stringify(newer));
  });

  it.each(['QuotaExceededError', 'UnknownError'])(
    'is not lost, nor any other, by %s',
    async (name) => {
      const area = memoryArea({ [key]: { version: 1, [member]: entries } });
      const before = structuredClone(area.stored.get(key));
      const { set } = area;
      area.set = async () => {
        throw new DOMException('made up', name);
      };
      const { stored, write } = open(area);
      await expect(write()).rejects.toThrow('made up');
      expect(area.stored.get(key)).toEqual(before);
      area.set = set;
      await write();
      expect(Object.keys(await stored.read()).length).toBeGreaterThanOrEqual(names.length);
    },
  );
});

it('two settings that are saved at once are both kept', async () => {
  const settings = new SettingsStore(memoryArea(), async () => ({}));
  await Promise.all([settings.save({ theme: 'dark' }), settings.save({ watch: false })]);
  expect(await settings.read()).toEqual({ ...defaultSettings, theme: 'dark', watch: false });
});

it.each(DAMAGES)(`a secret in memory, ${TRIES} times %s, takes no other with it`, async (how) => {
  await fc.assert(
    fc.asyncProperty(placeOf, async (place) => {
      const session = memoryArea();
      const first = openVault(session);
      const [one, other] = [
        await first.put('f1', 'access_token', 'FAKE-one'),
        await first.put('f1', 'refresh_token', 'FAKE-other'),
      ];
      const key = `secret:${one.id}`;
      session.stored.set(key, damage(session.stored.get(key), how, place));
      const next = openVault(session);
      expect(await next.value(other.id)).toBe('FAKE-other');
    }),
    { numRuns: TRIES },
  );
});

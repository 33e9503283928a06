import { describe, expect, it } from 'vitest';
import { ProfileStore, stillUnlocked } from '../../../src/background/storage/profile-store.ts';

/** A storage area in memory that hands out copies, as browsers do. */
function memoryArea(profiles?: unknown) {
  const stored = new Map<string, unknown>([['profiles', profiles]]);
  return {
    stored,
    get: async (key: string) => ({ [key]: structuredClone(stored.get(key)) }),
    async set(change: Record<string, unknown>) {
      for (const [key, value] of Object.entries(change)) stored.set(key, structuredClone(value));
    },
  };
}

describe('own profiles', () => {
  it('are kept by id, with the version of their form', async () => {
    const area = memoryArea();
    const store = new ProfileStore(area);
    expect(await store.read()).toEqual({});
    await store.save({ mine: { id: 'mine' } });
    expect(await store.read()).toEqual({ mine: { id: 'mine' } });
    expect(area.stored.get('profiles')).toMatchObject({ version: 1 });
  });

  it('are replaced by files of their id, and the others stay', async () => {
    const store = new ProfileStore(memoryArea());
    await store.save({ mine: { id: 'mine' }, other: { id: 'other' } });
    expect(await store.save({ mine: { id: 'mine', group: 'New' } })).toEqual({
      mine: { id: 'mine', group: 'New' },
      other: { id: 'other' },
    });
    expect(await store.delete('mine')).toEqual({ other: { id: 'other' } });
  });

  it('lose nothing when two changes come at once', async () => {
    const store = new ProfileStore(memoryArea());
    await Promise.all([store.save({ one: {} }), store.save({ two: {} }), store.delete('one')]);
    expect(await store.read()).toEqual({ two: {} });
  });

  it('can be saved again after a change that the browser refused', async () => {
    const area = memoryArea();
    const store = new ProfileStore(area);
    const { set } = area;
    area.set = async () => {
      throw new Error('QUOTA_BYTES');
    };
    await expect(store.save({ one: {} })).rejects.toThrow('QUOTA');
    area.set = set;
    expect(await store.save({ two: {} })).toEqual({ two: {} });
  });

  it.each([
    ['nothing that could be read', 'text'],
    ['another shape', { version: 1, files: [] }],
    ['no version', { files: { mine: {} } }],
  ])('are none where there is %s', async (_what, stored) => {
    expect(await new ProfileStore(memoryArea(stored)).read()).toEqual({});
  });

  it('leave out what is no file', async () => {
    const files = { mine: { id: 'mine' }, odd: 'text', none: null, list: [1] };
    const store = new ProfileStore(memoryArea({ version: 1, files }));
    expect(await store.read()).toEqual({ mine: { id: 'mine' } });
  });
});

it('locks own profiles for live again, and leaves the others as they are', () => {
  const keys = ['mine', 'mine/option', 'shipped', 'shipped/option'];
  expect(stillUnlocked(keys, { mine: {} })).toEqual(['shipped', 'shipped/option']);
});

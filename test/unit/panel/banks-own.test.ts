import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OwnProfiles } from '../../../src/contract/profiles.ts';
import type { Handlers } from '../../../src/contract/replies.ts';
import { resolveCatalogue } from '../../../src/core/banks/bank-list.ts';
import { profilesToExport } from '../../../src/panel/banks/export/exported-file.ts';
import { catalogueOf, loadBanks, loadCatalogue } from '../../../src/panel/banks/load-banks.ts';
import { ownProfiles } from '../../../src/panel/banks/own-profiles.ts';
import {
  deleteProfile,
  replaceProfile,
  saveProfiles,
} from '../../../src/panel/banks/profile-actions.ts';
import { managed } from '../../../src/panel/policy/policy.ts';
import { catalogue as shipped } from '../../fixtures/catalogue.ts';
import { fakeWorker } from './fake-worker.ts';

const mine = { extends: 'oidc', id: 'mine', group: 'My bank' };
const withOwn = (own: OwnProfiles) => catalogueOf(shipped, resolveCatalogue(shipped), own);

beforeEach(() => {
  ownProfiles.value = {};
});

it('an organisation’s profile is listed and exported as it was written, and nobody’s own', async () => {
  managed.value = { profiles: [JSON.stringify(mine)] };
  const catalogue = await loadCatalogue();
  expect(catalogue.banks.some(({ group }) => group === 'My bank')).toBe(true);
  expect(catalogue.own).toEqual({});
  expect(profilesToExport(['mine'], catalogue).files).toEqual([mine]);
  managed.value = {};
});

describe('own profiles in the list', () => {
  it('stand after the practice banks and before the others', () => {
    const groups = withOwn({ mine }).banks.map(({ group }) => group);
    const at = groups.indexOf('My bank');
    expect(groups[at - 1]).toMatch(/^Practice/);
    expect(groups[at + 1]).not.toMatch(/^Practice/);
  });

  it('are another service of a shipped bank when they say its group', () => {
    const group = resolveCatalogue(shipped).find(({ id }) => id === 'oidc')?.group ?? '';
    const { banks } = withOwn({ mine: { ...mine, group } });
    expect(banks.find((bank) => bank.key === group)?.profiles.map(({ id }) => id)).toEqual([
      'oidc',
      'mine',
    ]);
  });

  it.each([
    ['inherits from nobody', { ...mine, extends: 'gone' }, 'no_such_parent'],
    ['lacks what a profile needs', { id: 'mine', group: 'My bank' }, 'missing_field'],
    ['says another id than it is kept under', { ...mine, id: 'oidc' }, 'name_taken'],
  ])('are told apart, with their faults, when one %s', (_what, file, kind) => {
    const { unlisted, banks } = withOwn({ mine: file });
    expect(unlisted).toMatchObject([{ id: 'mine', name: 'My bank' }]);
    expect(unlisted[0]?.faults[0]).toMatchObject({ kind });
    expect(banks).toHaveLength(withOwn({}).banks.length);
  });

  it('never take the place of a shipped profile', () => {
    const { unlisted, banks } = withOwn({ oidc: { ...mine, id: 'oidc', extends: 'oidc' } });
    expect(unlisted).toMatchObject([{ id: 'oidc', faults: [{ kind: 'name_taken' }] }]);
    expect(banks.some(({ group }) => group === 'My bank')).toBe(false);
  });

  it('may be a dialect that other own ones build on', () => {
    const dialect = { abstract: true, id: 'dialect', extends: 'oidc', label: 'Dialect' };
    const { unlisted, banks } = withOwn({ dialect, mine: { ...mine, extends: 'dialect' } });
    expect(unlisted).toEqual([{ id: 'dialect', name: 'Dialect', faults: [] }]);
    expect(banks.some(({ group }) => group === 'My bank')).toBe(true);
  });

  it('are read anew when they change, and only then', async () => {
    const before = await loadCatalogue();
    expect(await loadCatalogue()).toBe(before);
    const { store, broadcast } = fakeWorker({});
    expect(store.undoable.value).toBeUndefined();
    broadcast({ event: 'profiles_changed', files: { mine } });
    expect((await loadBanks()).some(({ group }) => group === 'My bank')).toBe(true);
  });
});

describe('keeping profiles', () => {
  function worker(kept: OwnProfiles = {}) {
    let files = kept;
    ownProfiles.value = files;
    const handlers: Partial<Handlers> = {
      saveProfiles: async (params) => {
        files = { ...files, ...params.files };
        return { files };
      },
      deleteProfile: async ({ id }) => {
        files = Object.fromEntries(Object.entries(files).filter(([other]) => other !== id));
        return { files };
      },
    };
    return fakeWorker(handlers);
  }

  it('takes over what the worker kept', async () => {
    const { store } = worker();
    expect(await saveProfiles(store, { mine })).toBe(true);
    expect(ownProfiles.value).toEqual({ mine });
  });

  it('moves a profile whose id was changed', async () => {
    const { store, asked } = worker({ old: mine });
    await replaceProfile(store, 'old', 'mine', mine);
    expect(asked.map(({ name }) => name)).toEqual(['saveProfiles', 'deleteProfile']);
    expect(ownProfiles.value).toEqual({ mine });
  });

  it('brings a deleted profile back', async () => {
    const { store } = worker({ mine });
    await deleteProfile(store, 'mine');
    expect(ownProfiles.value).toEqual({});
    store.undoable.value?.undo();
    await vi.waitFor(() => expect(ownProfiles.value).toEqual({ mine }));
  });

  it('says that the worker did not do it, and offers nothing to undo', async () => {
    const { store } = fakeWorker({});
    expect(await deleteProfile(store, 'mine')).toBe(false);
    expect(await saveProfiles(store, { mine })).toBe(false);
    expect(store.undoable.value).toBeUndefined();
  });
});

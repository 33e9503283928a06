import { describe, expect, it } from 'vitest';
import {
  environmentsFor,
  listBanks,
  resolveCatalogue,
} from '../../../../src/core/banks/bank-list.ts';
import { catalogue } from '../../../../src/core/banks/catalogue/index.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const banks = listBanks(resolveCatalogue(catalogue));

describe('the banks of the catalogue', () => {
  it('have unique keys', () => {
    expect(new Set(banks.map(({ key }) => key)).size).toBe(banks.length);
  });

  it('have every service of their group', () => {
    const bank = banks.find(({ key }) => key === 'Groupe BPCE/17515');
    expect(bank).toMatchObject({ name: "Caisse d'Epargne Ile-de-France", code: '17515' });
    expect(bank?.profiles.map(({ id }) => id)).toEqual(['bpce-aisp', 'bpce-pisp']);
  });

  it('list 35 banks of the group, two pairs of which share a host', () => {
    const group = banks.filter((bank) => bank.group === 'Groupe BPCE');
    expect(group).toHaveLength(35);
    expect(new Set(group.map(({ code }) => code)).size).toBe(33);
  });

  it('count a group without a bank variable as one bank', () => {
    expect(banks.filter(({ group }) => group === 'Open Payments')).toHaveLength(1);
  });
});

describe('the environments of a bank', () => {
  it.each([
    ['those that are documented to serve it', '17515', ['sandbox', 'live']],
    ['fewer, where the sandbox does not serve it', '10807', ['live']],
    ['all of the profile’s, for an option nobody knows', '99999', ['sandbox', 'live']],
  ])('are %s', (_what, option, expected) => {
    expect(environmentsFor(profileOf('bpce-aisp'), { option })).toEqual(expected);
  });
});

it('throws on a shipped profile that is unsound, since that is our own fault', () => {
  expect(() => resolveCatalogue({ broken: { id: 'broken' } })).toThrow(/catalogue profile broken/);
});

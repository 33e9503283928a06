import { describe, expect, it } from 'vitest';
import {
  documentedEnvironments,
  environmentsFor,
  listBanks,
  resolveCatalogue,
} from '../../../../src/core/banks/bank-list.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const banks = listBanks(resolvedCatalogue);

describe('the banks of the catalogue', () => {
  it('have unique keys', () => {
    expect(new Set(banks.map(({ key }) => key)).size).toBe(banks.length);
  });

  it('have every service of their group', () => {
    const bank = banks.find(({ key }) => key === 'Groupe BPCE/17515');
    expect(bank).toMatchObject({ name: "Caisse d'Epargne Ile-de-France", code: '17515' });
    expect(bank?.profiles.map(({ id }) => id)).toEqual(['bpce-aisp', 'bpce-cbpii', 'bpce-pisp']);
  });

  it('list 35 banks of the group, two pairs of which share a host', () => {
    const group = banks.filter((bank) => bank.group === 'Groupe BPCE');
    expect(group).toHaveLength(35);
    expect(new Set(group.map(({ code }) => code)).size).toBe(33);
  });

  it('count a group without a bank variable as one bank', () => {
    expect(banks.filter(({ group }) => group === 'Practice bank (OpenID)')).toHaveLength(1);
  });
});

describe('the environments of a bank', () => {
  it.each([
    [
      'the documented ones first, then the others',
      '10807',
      ['live', 'live-current', 'sandbox', 'live-generic'],
      2,
    ],
    [
      'in the order of the profile among each',
      '17515',
      ['sandbox', 'live', 'live-current', 'live-generic'],
      2,
    ],
    [
      'all of the profile’s, for an option nobody knows',
      '99999',
      ['sandbox', 'live', 'live-current', 'live-generic'],
      4,
    ],
  ])('are %s', (_what, option, expected, documented) => {
    const profile = profileOf('bpce-aisp');
    expect(environmentsFor(profile, { option })).toEqual(expected);
    expect(documentedEnvironments(profile, { option })).toHaveLength(documented);
  });
});

it('throws on a shipped profile that is unsound, since that is our own fault', () => {
  expect(() => resolveCatalogue({ broken: { id: 'broken' } })).toThrow(/catalogue profile broken/);
});

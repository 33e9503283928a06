import { describe, expect, it } from 'vitest';
import { type Bank, listBanks, resolveCatalogue } from '../../../src/core/banks/bank-list.ts';
import { catalogue } from '../../../src/core/banks/catalogue/index.ts';
import {
  environmentLabels,
  servedEnvironments,
  servicesOf,
  wantsCertificate,
} from '../../../src/panel/banks/bank-facts.ts';
import { filterBanks } from '../../../src/panel/banks/filter-banks.ts';
import { bankGroups, loadBanks, practiceFirst } from '../../../src/panel/banks/load-banks.ts';
import { unlockedProfiles } from '../../../src/panel/settings/unlocked-profiles.ts';

const banks = practiceFirst(listBanks(resolveCatalogue(catalogue)));

function called(name: string): Bank {
  const bank = banks.find((other) => other.name === name);
  if (!bank) throw new Error(`the catalogue lacks ${name}`);
  return bank;
}

describe('the list of banks', () => {
  it('begins with the banks to practise with, and loses none', async () => {
    const groups = bankGroups(await loadBanks()).map(([group]) => group);
    expect(groups[0]).toMatch(/^Practice/);
    expect(groups.findLastIndex((group) => group.startsWith('Practice'))).toBeLessThan(
      groups.findIndex((group) => !group.startsWith('Practice')),
    );
    expect(await loadBanks()).toHaveLength(banks.length);
  });

  it.each([
    ['finds a code', '40978', ['Banque Palatine']],
    ['finds words in any order and case', 'OUEST banque GRAND', ['Banque Populaire Grand Ouest']],
    ['does not mind accents', 'mediterranee', ['Banque Populaire Méditerranée']],
    ['finds nothing', 'no such bank', []],
  ])('%s', (_behaviour, query, expected) => {
    expect(filterBanks(banks, query).map(({ name }) => name)).toEqual(expected);
  });

  it('finds every bank of a group, and all banks for an empty query', () => {
    expect(filterBanks(banks, 'groupe bpce').length).toBeGreaterThan(30);
    expect(filterBanks(banks, ' ')).toHaveLength(banks.length);
  });
});

describe('the facts of a bank', () => {
  const bank = called('Banque Populaire Grand Ouest');

  it('fills the bank code into every address', () => {
    const [profile] = bank.profiles;
    if (!profile) throw new Error('no profile');
    const served = servedEnvironments(profile, bank);
    expect(served.map(({ key }) => key)).toEqual(['sandbox', 'live']);
    expect(served[0]?.endpoints.map(({ url }) => url)).toEqual([
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/oauth/authorize',
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/oauth/token',
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/v1.6.2',
    ]);
  });

  it('leaves out environments that do not serve it', () => {
    expect(environmentLabels(called('Banque de Savoie'))).toEqual(['Live']);
  });

  it('names its services and whether it wants a certificate', () => {
    expect(servicesOf(bank)).toEqual(['aisp', 'pisp']);
    expect(wantsCertificate(bank)).toBe(true);
    expect(wantsCertificate(called("Practice Caisse d'Epargne"))).toBe(false);
  });
});

it('names unlocked profiles, and shows the id of one that is gone', () => {
  expect(unlockedProfiles(banks, ['bpce-aisp', 'gone'])).toEqual([
    { id: 'bpce-aisp', group: 'Groupe BPCE', label: 'Account information (AISP)' },
    { id: 'gone', group: 'gone', label: 'gone' },
  ]);
});

import { describe, expect, it } from 'vitest';
import { type Bank, listBanks } from '../../../src/core/banks/bank-list.ts';
import type { BankProfile } from '../../../src/core/banks/bank-profile.ts';
import {
  countriesOf,
  environmentLabels,
  servedEnvironments,
  servicesOf,
  wantsCertificate,
} from '../../../src/panel/banks/bank-facts.ts';
import {
  type BankFilter,
  facetChoices,
  filterBanks,
  indexBanks,
  NO_FILTER,
} from '../../../src/panel/banks/filter-banks.ts';
import { bankGroups, loadBanks, practiceFirst } from '../../../src/panel/banks/load-banks.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';
import { exampleBank, exampleProfile } from './example-bank.ts';

const banks = practiceFirst(listBanks(resolvedCatalogue));

const index = indexBanks(banks);
const found = (filter: Partial<BankFilter>) =>
  filterBanks(index, { ...NO_FILTER, ...filter }).map(({ name }) => name);

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
    expect(found({ query })).toEqual(expected);
  });

  it('finds every bank of a group, and all banks for an empty query', () => {
    expect(found({ query: 'groupe bpce' }).length).toBeGreaterThan(30);
    expect(found({ query: ' ' })).toHaveLength(banks.length);
  });
});

describe('the filter', () => {
  const explain = { ...exampleProfile().requests.exchange, transport: 'explain' as const };
  const requests = { ...exampleProfile().requests, exchange: explain } as BankProfile['requests'];
  const grants = { authorization_code: ['authorize', 'exchange'] };
  const some = indexBanks([
    exampleBank(exampleProfile({ group: 'French', countries: ['FR'], standard: 'one' })),
    exampleBank(
      exampleProfile({ group: 'Belgian', countries: ['BE'], service: 'aisp', requests, grants }),
    ),
    exampleBank(
      exampleProfile({ group: 'Anywhere', countries: [], standard: 'one', dialect: 'One' }),
      exampleProfile({ group: 'Anywhere', countries: [], service: 'aisp', requests, grants }),
    ),
  ]);
  const names = (filter: Partial<BankFilter>) =>
    filterBanks(some, { ...NO_FILTER, ...filter }).map(({ name }) => name);

  it.each([
    ['a country, and banks of any country', { country: 'FR' }, ['French', 'Anywhere']],
    ['a standard', { standard: 'one' }, ['French', 'Anywhere']],
    ['a service', { service: 'aisp' }, ['Belgian', 'Anywhere']],
    ['what runs here', { reach: 'here' }, ['French', 'Anywhere']],
    ['what is explained only', { reach: 'explained' }, ['Belgian']],
    [
      'what is explained of one service, whatever the others are',
      { service: 'aisp', reach: 'explained' },
      ['Belgian', 'Anywhere'],
    ],
    ['words and facets together', { query: 'bel', service: 'aisp' }, ['Belgian']],
    ['a country by its name', { query: 'belgium' }, ['Belgian']],
  ] as const)('leaves %s', (_what, filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it('counts what each value would leave, with the other facets as they are', () => {
    const counts = (filter: Partial<BankFilter>) =>
      facetChoices(some, { ...NO_FILTER, ...filter }, 'country').map(({ value, count }) => [
        value,
        count,
      ]);
    expect(counts({})).toEqual([
      ['FR', 2],
      ['BE', 2],
    ]);
    expect(counts({ service: 'aisp', country: 'BE' })).toEqual([
      ['FR', 1],
      ['BE', 2],
    ]);
  });

  it('takes the country of an option before those of its profile', () => {
    const variables = {
      bank: { label: 'Bank', options: [{ key: 'a', label: 'A', country: 'NO' }] },
    };
    const profile = exampleProfile({ countries: ['SE'], bankVariable: 'bank', variables });
    expect(countriesOf({ ...exampleBank(profile), option: 'a' })).toEqual(['NO']);
    expect(countriesOf(exampleBank(profile))).toEqual(['SE']);
  });
});

describe('the facts of a bank', () => {
  const bank = called('Banque Populaire Grand Ouest');

  it('fills the bank code into every address', () => {
    const [profile] = bank.profiles;
    if (!profile) throw new Error('no profile');
    const served = servedEnvironments(profile, bank);
    expect(served[0]?.endpoints.map(({ url }) => url)).toEqual([
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/oauth/authorize',
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/oauth/token',
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/v1.6.2',
    ]);
  });

  it('leaves out environments that do not serve it', () => {
    expect(environmentLabels(called('Banque de Savoie'))).not.toContain('Sandbox');
  });

  it('names its services and whether it wants a certificate', () => {
    expect(servicesOf(bank)).toEqual(expect.arrayContaining(['aisp', 'pisp']));
    expect(wantsCertificate(bank)).toBe(true);
    expect(wantsCertificate(called("Practice Caisse d'Epargne"))).toBe(false);
  });
});

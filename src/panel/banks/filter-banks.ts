import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { runsHere } from '../../core/banks/capabilities.ts';
import { foldText } from '../../core/flow/list-filter.ts';
import { countriesOf } from './bank-facts.ts';
import { countryWord } from './country-word.ts';

/** What a list of banks is narrowed to; an empty text narrows nothing. */
export interface BankFilter {
  query: string;
  /** ISO 3166 code */
  country: string;
  standard: string;
  service: string;
  /** `here`: some grant runs here; `explained`: none does */
  reach: '' | 'here' | 'explained';
}

export const NO_FILTER: BankFilter = {
  query: '',
  country: '',
  standard: '',
  service: '',
  reach: '',
};

export const FACETS = ['country', 'standard', 'service', 'reach'] as const;
export type Facet = (typeof FACETS)[number];

/** A bank with what it is found by, worked out once. */
export interface IndexedBank {
  bank: Bank;
  text: string;
  /** empty: any */
  countries: readonly string[];
  services: readonly Offer[];
}

interface Offer {
  standard: string;
  dialect: string;
  service: BankProfile['service'];
  reach: 'here' | 'explained';
}

export function indexBanks(banks: readonly Bank[]): IndexedBank[] {
  return banks.map((bank) => {
    const { name, code = '', group, profiles } = bank;
    const countries = countriesOf(bank);
    const services = profiles.map((profile): Offer => {
      const { standard, dialect, service } = profile;
      return { standard, dialect, service, reach: runsHere(profile) ? 'here' : 'explained' };
    });
    const standards = new Set(services.map(({ dialect }) => dialect));
    const words = [name, code, group, ...standards, ...countries.map(countryWord)];
    return { bank, text: foldText(words.join(' ')), countries, services };
  });
}

/** Banks that have every word of the query, in any case and with or without accents, and that fit the facets. */
export function filterBanks(banks: readonly IndexedBank[], filter: BankFilter): Bank[] {
  const words = foldText(filter.query).split(/\s+/).filter(Boolean);
  return banks.filter((one) => fits(one, filter, words)).map(({ bank }) => bank);
}

/** A value of a facet, what people call it, and how many banks choosing it would leave. */
export interface FacetChoice {
  value: string;
  /** the standard's name as its profiles write it; else the value */
  label: string;
  count: number;
}

/** The values of a facet among some banks, with the other facets left as they are. */
export function facetChoices(
  banks: readonly IndexedBank[],
  filter: BankFilter,
  facet: Facet,
): FacetChoice[] {
  const labels = new Map<string, string>();
  for (const { countries, services } of banks) {
    if (facet === 'country') for (const code of countries) labels.set(code, code);
    else for (const offer of services) labels.set(offer[facet], offer[facet]);
    if (facet !== 'standard') continue;
    for (const { standard, dialect } of services) labels.set(standard, dialect);
  }
  return [...labels].map(([value, label]) => ({
    value,
    label,
    count: filterBanks(banks, { ...filter, [facet]: value }).length,
  }));
}

/** True when the filter leaves every bank. */
export function isEmptyFilter({ query, ...facets }: BankFilter): boolean {
  return query.trim() === '' && Object.values(facets).every((value) => value === '');
}

function fits(one: IndexedBank, filter: BankFilter, words: readonly string[]): boolean {
  const { country, standard, service, reach } = filter;
  const { text, countries, services } = one;
  if (country !== '' && countries.length > 0 && !countries.includes(country)) return false;
  const offered = services.filter(
    (offer) =>
      (standard === '' || offer.standard === standard) &&
      (service === '' || offer.service === service),
  );
  const here = offered.some((offer) => offer.reach === 'here');
  if (offered.length === 0 || (reach === 'here' && !here) || (reach === 'explained' && here)) {
    return false;
  }
  return words.every((word) => text.includes(word));
}

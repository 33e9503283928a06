import type { RefObject } from 'preact';
import { message } from '../browser.ts';
import { serviceWord } from '../flows/service-word.ts';
import { countryWord } from './country-word.ts';
import {
  type BankFilter,
  FACETS,
  type Facet,
  type FacetChoice,
  facetChoices,
  type IndexedBank,
  isEmptyFilter,
  NO_FILTER,
} from './filter-banks.ts';

interface FilterBarProps {
  banks: readonly IndexedBank[];
  filter: BankFilter;
  searchField: RefObject<HTMLInputElement | null>;
  onFilter(filter: BankFilter): void;
}

/** The search field and the lists by which the banks are narrowed down. */
export function FilterBar({ banks, filter, searchField, onFilter }: FilterBarProps) {
  return (
    <search class="banks-bar">
      <label class="visually-hidden" for="banks-search">
        {message('banks_search')}
      </label>
      <input
        id="banks-search"
        ref={searchField}
        type="search"
        placeholder={message('banks_search_hint')}
        spellcheck={false}
        value={filter.query}
        onInput={({ currentTarget }) => onFilter({ ...filter, query: currentTarget.value })}
      />
      {FACETS.map((facet) => (
        <FacetList key={facet} facet={facet} banks={banks} filter={filter} onFilter={onFilter} />
      ))}
      {!isEmptyFilter(filter) && (
        <button type="button" class="quiet" onClick={() => onFilter(NO_FILTER)}>
          {message('banks_clear_filter')}
        </button>
      )}
    </search>
  );
}

interface FacetListProps extends Pick<FilterBarProps, 'banks' | 'filter' | 'onFilter'> {
  facet: Facet;
}

function FacetList({ facet, banks, filter, onFilter }: FacetListProps) {
  const choices = sorted(facetChoices(banks, filter, facet), facet);
  if (choices.length < 2) return null;
  return (
    <select
      aria-label={message(`banks_facet_${facet}`)}
      value={filter[facet]}
      class={filter[facet] === '' ? '' : 'chosen'}
      onChange={({ currentTarget }) => onFilter({ ...filter, [facet]: currentTarget.value })}
    >
      <option value="">{message(`banks_any_${facet}`)}</option>
      {choices.map(({ value, label, count }) => (
        <option key={value} value={value}>
          {message('banks_facet_choice', label, count)}
        </option>
      ))}
    </select>
  );
}

function sorted(choices: readonly FacetChoice[], facet: Facet): FacetChoice[] {
  const { compare } = new Intl.Collator(message('locale_tag'));
  const inWords = choices.map((choice) => ({ ...choice, label: choiceWord(choice, facet) }));
  return inWords.sort((a, b) => compare(a.label, b.label));
}

function choiceWord({ value, label }: FacetChoice, facet: Facet): string {
  switch (facet) {
    case 'country':
      return countryWord(value);
    case 'service':
      return serviceWord(value);
    case 'reach':
      return message(value === 'here' ? 'banks_reach_here' : 'banks_reach_explained');
    case 'standard':
      return label;
  }
}

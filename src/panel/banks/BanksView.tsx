import type { Bank } from '../../core/banks/bank-list.ts';
import { message } from '../browser.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { BankCard } from './BankCard.tsx';
import { BankList } from './BankList.tsx';
import { filterBanks } from './filter-banks.ts';
import './banks.css';

export interface BanksViewProps {
  /** `undefined` while they are loaded */
  banks: readonly Bank[] | undefined;
  query: string;
  selectedKey: string | undefined;
  /** ids of profiles whose live environment is unlocked */
  unlockedLive: readonly string[];
  onQuery(query: string): void;
  onSelect(key: string | undefined): void;
  onNewFlow(key: string): void;
}

/** A searchable list of banks, with the chosen one beside it. */
export function BanksView(props: BanksViewProps) {
  const { banks, query, selectedKey, onQuery, onSelect, onNewFlow } = props;
  if (!banks) return <p class="screen subtle">{message('loading_banks')}</p>;
  const found = filterBanks(banks, query);
  const selected = banks.find(({ key }) => key === selectedKey);
  return (
    <div class="banks">
      <div class="banks-bar">
        <label class="visually-hidden" for="banks-search">
          {message('banks_search')}
        </label>
        <input
          id="banks-search"
          type="search"
          placeholder={message('banks_search_hint')}
          spellcheck={false}
          value={query}
          onInput={({ currentTarget }) => onQuery(currentTarget.value)}
        />
        <span class="subtle numbers" role="status">
          {message('banks_count', found.length, banks.length)}
        </span>
      </div>
      <div class={`bank-panes${selected ? ' split' : ''}`}>
        <div class="bank-list-pane">
          {found.length === 0 ? (
            <EmptyState
              title={message('banks_none_title')}
              sentence={message('banks_none_sentence')}
            >
              <button type="button" onClick={() => onQuery('')}>
                {message('banks_show_all')}
              </button>
            </EmptyState>
          ) : (
            <BankList banks={found} selectedKey={selectedKey} onSelect={onSelect} />
          )}
        </div>
        {selected && (
          <div class="bank-card-pane">
            <BankCard
              bank={selected}
              unlockedLive={props.unlockedLive}
              onNewFlow={() => onNewFlow(selected.key)}
              onClose={() => onSelect(undefined)}
            />
          </div>
        )}
      </div>
    </div>
  );
}

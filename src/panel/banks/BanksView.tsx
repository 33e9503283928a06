import type { ComponentProps } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { rememberedSplit, SplitPanes } from '../ui/SplitPanes.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { BankList } from './BankList.tsx';
import { BankCard, type BankCardActions } from './card/BankCard.tsx';
import type { HostTest } from './card/host-test.ts';
import { ExportQuestion } from './export/ExportQuestion.tsx';
import { FilterBar } from './FilterBar.tsx';
import { type BankFilter, filterBanks, indexBanks, NO_FILTER } from './filter-banks.ts';
import type { Catalogue } from './load-banks.ts';
import { UnlistedProfiles } from './UnlistedProfiles.tsx';
import './banks.css';

export interface BanksActions extends Omit<BankCardActions, 'close'> {
  importProfiles(): void;
  exportAll(profileIds: readonly string[]): void;
}

export interface BanksViewProps {
  /** `undefined` while it is loaded */
  catalogue: Catalogue | undefined;
  filter: BankFilter;
  selectedKey: string | undefined;
  /** keys of banks' services whose live environment is unlocked, see `liveKey` */
  unlockedLive: readonly string[];
  hostTests: ReadonlyMap<string, readonly HostTest[]>;
  /** the last thing asked for did not go through: a sentence */
  problem: string | undefined;
  /** secrets were found in what is to be exported */
  exporting: ComponentProps<typeof ExportQuestion> | undefined;
  onFilter(filter: BankFilter): void;
  onSelect(key: string | undefined): void;
  actions: BanksActions;
}

const split = rememberedSplit('banks_split');

/** A searchable list of banks, with the chosen one beside it. */
export function BanksView(props: BanksViewProps) {
  const { catalogue, filter, selectedKey, problem, onFilter, onSelect, actions } = props;
  const searchField = useRef<HTMLInputElement>(null);
  const onFocusIn = useKeptFocus(searchField);
  const index = useMemo(() => indexBanks(catalogue?.banks ?? []), [catalogue]);
  const found = useMemo(() => filterBanks(index, filter), [index, filter]);
  if (!catalogue) return <p class="screen subtle">{message('loading_banks')}</p>;
  const selected = catalogue.banks.find(({ key }) => key === selectedKey);
  const listedIds = [...new Set(found.flatMap(({ profiles }) => profiles.map(({ id }) => id)))];
  const ownIds = new Set(Object.keys(catalogue.own));
  return (
    <div class="banks" onFocusIn={onFocusIn}>
      <FilterBar banks={index} filter={filter} searchField={searchField} onFilter={onFilter} />
      <div class="banks-tools row tight">
        <span class="subtle numbers" role="status">
          {message('banks_count', found.length, index.length)}
        </span>
        <button
          type="button"
          class="quiet"
          aria-label={message('banks_import')}
          title={message('banks_import')}
          onClick={actions.importProfiles}
        >
          <Icon name="plus" />
          {message('action_import')}
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={message('banks_export_listed')}
          title={message('banks_export_listed')}
          disabled={listedIds.length === 0}
          onClick={() => actions.exportAll(listedIds)}
        >
          <Icon name="link" />
          {message('bank_export')}
        </button>
        {ownIds.size > 0 && (
          <button type="button" class="quiet" onClick={() => actions.exportAll([...ownIds])}>
            <Icon name="link" />
            {message('banks_export_own', ownIds.size)}
          </button>
        )}
        {problem !== undefined && (
          <span class="problem" role="alert">
            {problem}
          </span>
        )}
      </div>
      <SplitPanes
        sizes={split}
        startClass="bank-list-pane"
        endClass="bank-card-pane"
        start={
          <>
            <UnlistedProfiles
              profiles={catalogue.unlisted}
              onEdit={actions.edit}
              onDelete={actions.delete}
            />
            {found.length === 0 ? (
              <EmptyState
                title={message('banks_none_title')}
                sentence={message('banks_none_sentence')}
              >
                <button type="button" onClick={() => onFilter(NO_FILTER)}>
                  {message('banks_show_all')}
                </button>
              </EmptyState>
            ) : (
              <BankList banks={found} selectedKey={selectedKey} onSelect={onSelect} />
            )}
          </>
        }
        end={
          selected && (
            <BankCard
              key={selected.key}
              bank={selected}
              ownIds={ownIds}
              unlockedLive={props.unlockedLive}
              hostTests={props.hostTests}
              actions={{ ...actions, close: () => onSelect(undefined) }}
            />
          )
        }
      />
      {props.exporting && <ExportQuestion {...props.exporting} />}
    </div>
  );
}

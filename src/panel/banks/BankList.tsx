import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { message } from '../browser.ts';
import { serviceWord } from '../flows/service-word.ts';
import { Icon } from '../ui/Icon.tsx';
import { moveInRows } from '../ui/row-keys.ts';
import { environmentLabels, servicesOf, wantsCertificate } from './bank-facts.ts';

interface BankListProps {
  banks: readonly Bank[];
  selectedKey: string | undefined;
  onSelect(key: string): void;
}

const COLUMNS = ['bank', 'code', 'group', 'services', 'environments', 'certificate'] as const;

/** The banks as a grid with one stop for the Tab key; the selection follows the arrow keys. */
export function BankList({ banks, selectedKey, onSelect }: BankListProps) {
  const selectedAt = banks.findIndex(({ key }) => key === selectedKey);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const to = moveInRows(event);
    const next = to === undefined ? undefined : banks[to];
    if (next) onSelect(next.key);
  };
  const rows = useRef<HTMLTableSectionElement>(null);
  // A bank may be chosen from elsewhere: a saved profile, the new flow form.
  useLayoutEffect(() => {
    rows.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedKey]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen with the arrow keys, and columns still line up as a table
    <table role="grid" class="bank-list" aria-label={message('banks_label')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`column-${column}`}>
              {message(`banks_column_${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={rows} onKeyDown={onKeyDown}>
        {banks.map((bank, at) => (
          <BankRow
            key={bank.key}
            bank={bank}
            selected={at === selectedAt}
            tabStop={at === Math.max(selectedAt, 0)}
            onSelect={() => onSelect(bank.key)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface BankRowProps {
  bank: Bank;
  selected: boolean;
  tabStop: boolean;
  onSelect(): void;
}

function BankRow({ bank, selected, tabStop, onSelect }: BankRowProps) {
  const list = new Intl.ListFormat(message('locale_tag'), { type: 'unit', style: 'short' });
  const services = servicesOf(bank);
  return (
    <tr
      data-row
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      onClick={({ currentTarget }) => {
        currentTarget.focus();
        onSelect();
      }}
    >
      <td class="column-bank" title={bank.name}>
        {bank.name}
      </td>
      <td class="column-code mono">{bank.code}</td>
      <td class="column-group" title={bank.group}>
        {bank.group}
      </td>
      <td class="column-services" title={list.format(services.map(serviceWord))}>
        {list.format(services.map((service) => message(`service_short_${service}`)))}
      </td>
      <td class="column-environments">{list.format(environmentLabels(bank))}</td>
      <td class="column-certificate">
        {wantsCertificate(bank) && (
          <span class="icon-and-word">
            <Icon name="key" />
            {message('banks_certificate_needed')}
          </span>
        )}
      </td>
    </tr>
  );
}

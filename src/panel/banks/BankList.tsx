import type { Bank } from '../../core/banks/bank-list.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { serviceWord } from '../flows/service-word.ts';
import { Grid, type GridColumn } from '../ui/Grid.tsx';
import { rememberedGrid } from '../ui/grid-layout.ts';
import { Icon } from '../ui/Icon.tsx';
import { environmentLabels, servicesOf, wantsCertificate } from './bank-facts.ts';

interface BankListProps {
  banks: readonly Bank[];
  selectedKey: string | undefined;
  onSelect(key: string): void;
}

const layout = rememberedGrid('banks');

/** More than ship, of which none comes by itself. */
const WHOLE = 200;

/** The banks as a grid, in the order in which they come until somebody sorts them. */
export function BankList({ banks, selectedKey, onSelect }: BankListProps) {
  return (
    <Grid
      label={message('banks_label')}
      class="bank-list"
      columns={bankColumns()}
      rows={banks}
      keyOf={({ key }) => key}
      whole={WHOLE}
      selectedKey={selectedKey}
      layout={layout.value}
      onLayout={(changed) => {
        layout.value = changed;
      }}
      onSelect={onSelect}
    />
  );
}

function bankColumns(): GridColumn<Bank>[] {
  const list = new Intl.ListFormat(message('locale_tag'), { type: 'unit', style: 'short' });
  const column = (
    id: 'bank' | 'code' | 'group' | 'services' | 'environments' | 'certificate',
    text: (bank: Bank) => string,
    more: Partial<GridColumn<Bank>> = {},
  ): GridColumn<Bank> => ({
    id,
    label: message(`banks_column_${id}`),
    cell: text,
    sortBy: text,
    ...more,
  });
  const name = ({ name }: Bank) => name;
  const group = ({ group }: Bank) => group;
  const environments = (bank: Bank) => list.format(environmentLabels(bank).map(inWords));
  return [
    column('bank', name, { title: name }),
    column('code', ({ code = '' }) => code),
    column('group', group, { title: group }),
    column(
      'services',
      (bank) => list.format(servicesOf(bank).map((one) => message(`service_short_${one}`))),
      { title: (bank) => list.format(servicesOf(bank).map(serviceWord)) },
    ),
    column('environments', environments, { title: environments }),
    column(
      'certificate',
      (bank) => (wantsCertificate(bank) ? message('banks_certificate_needed') : ''),
      {
        cell: (bank) =>
          wantsCertificate(bank) && (
            <span class="icon-and-word" title={message('banks_certificate_needed')}>
              <Icon name="key" />
              {message('banks_certificate_needed')}
            </span>
          ),
      },
    ),
  ];
}

import type { JSX } from 'preact';
import { listBanks, resolveCatalogue } from '../../core/banks/bank-list.ts';
import { catalogue } from '../../core/banks/catalogue/index.ts';
import { BanksView, type BanksViewProps } from './BanksView.tsx';
import { practiceFirst } from './load-banks.ts';

const banks = practiceFirst(listBanks(resolveCatalogue(catalogue)));

/** Every state of the banks screen. */
export const fixtures: Record<string, () => JSX.Element> = {
  filled: () => draw({}),
  selected: () => draw({ selectedKey: banks.find(({ code }) => code === '13807')?.key }),
  practiceSelected: () => draw({ selectedKey: banks[0]?.key }),
  realSelected: () => draw({ selectedKey: banks.findLast(({ code }) => code === '13807')?.key }),
  liveUnlocked: () =>
    draw({
      selectedKey: banks.findLast(({ code }) => code === '13807')?.key,
      unlockedLive: ['bpce-aisp'],
    }),
  ownServer: () => draw({ selectedKey: 'OpenID Connect server' }),
  filtered: () => draw({ query: 'banque grand' }),
  filteredToNothing: () => draw({ query: 'no such bank' }),
  loading: () => draw({ banks: undefined }),
};

function draw(props: Partial<BanksViewProps>): JSX.Element {
  const nothing = () => undefined;
  return (
    <BanksView
      banks={banks}
      query=""
      selectedKey={undefined}
      unlockedLive={[]}
      onQuery={nothing}
      onSelect={nothing}
      onNewFlow={nothing}
      {...props}
    />
  );
}

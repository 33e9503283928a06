import { useEffect, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { preselectedBank } from '../new-flow/preselected-bank.ts';
import { useStore } from '../store-context.ts';
import { BanksView } from './BanksView.tsx';
import { loadBanks } from './load-banks.ts';

/** The banks that the tool knows, and what it knows of them. */
export function Banks() {
  const store = useStore();
  const [banks, setBanks] = useState<readonly Bank[]>();
  const [query, setQuery] = useState('');
  const [selectedKey, setSelectedKey] = useState<string>();
  useEffect(() => void loadBanks().then(setBanks), []);
  return (
    <BanksView
      banks={banks}
      query={query}
      selectedKey={selectedKey}
      unlockedLive={store.settings.value.unlockedLive}
      onQuery={setQuery}
      onSelect={setSelectedKey}
      onNewFlow={(key) => {
        preselectedBank.value = key;
        store.composing.value = true;
        store.screen.value = 'flows';
      }}
    />
  );
}

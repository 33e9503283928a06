import { useEffect, useState } from 'preact/hooks';
import { shownBank } from '../new-flow/shown-bank.ts';
import { useStore } from '../store-context.ts';
import { BanksView } from './BanksView.tsx';
import { Edit } from './edit/Edit.tsx';
import { type BankFilter, NO_FILTER } from './filter-banks.ts';
import { Import } from './import/Import.tsx';
import { type WantedImport, wantedImport } from './import/wanted-import.ts';
import { useCatalogue } from './load-banks.ts';
import { ownProfiles } from './own-profiles.ts';
import { type Mode, useBrowsing } from './use-browsing.ts';

/** The banks that the tool knows, the person's own among them, and all that can be done with them. */
export function Banks() {
  const store = useStore();
  const catalogue = useCatalogue();
  const [mode, setMode] = useState<Mode>({ kind: 'list' });
  const [filter, setFilter] = useState<BankFilter>(NO_FILTER);
  const [selectedKey, setSelectedKey] = useState<string>();
  const [wanted, setWanted] = useState<{ profileId: string; newFlow: boolean }>();
  const browsing = useBrowsing(store, catalogue, setMode);
  // A profile under the pen stays there: what was typed is not thrown away unasked.
  useShownBank((key) => {
    setFilter(NO_FILTER);
    setSelectedKey(key);
  });
  useWantedImport(mode, (begin) => setMode({ kind: 'import', wanted: begin }));
  // A saved profile is in the catalogue only once that was read anew.
  useEffect(() => {
    const bank = catalogue?.banks.find(({ profiles }) =>
      profiles.some(({ id }) => id === wanted?.profileId),
    );
    if (!wanted || !bank || catalogue?.own !== ownProfiles.peek()) return;
    setWanted(undefined);
    setFilter(NO_FILTER);
    setSelectedKey(bank.key);
    if (wanted.newFlow) browsing.actions.newFlow(bank.key);
  }, [catalogue, wanted]);

  const done = (profileId?: string, newFlow = false) => {
    setMode({ kind: 'list' });
    if (!newFlow) setTimeout(() => document.getElementById('banks-search')?.focus());
    setWanted(profileId === undefined ? undefined : { profileId, newFlow });
  };
  if (catalogue && mode.kind === 'edit') {
    return <Edit catalogue={catalogue} opened={mode.opened} onDone={done} />;
  }
  if (catalogue && mode.kind === 'import') {
    const { wanted: begin } = mode;
    return (
      <Import
        key={begin?.texts.map(({ text }) => text).join('\n')}
        catalogue={catalogue}
        wanted={begin}
        onDone={done}
      />
    );
  }
  return (
    <BanksView
      catalogue={catalogue}
      filter={filter}
      selectedKey={selectedKey}
      unlockedLive={store.settings.value.unlockedLive}
      onFilter={setFilter}
      onSelect={setSelectedKey}
      {...browsing}
    />
  );
}

/** Calls with what is to be imported, once; not while a profile is under the pen. */
function useWantedImport({ kind }: Mode, open: (begin: WantedImport) => void): void {
  const begin = wantedImport.value;
  useEffect(() => {
    if (!begin || kind === 'edit') return;
    wantedImport.value = undefined;
    open(begin);
  }, [begin, kind]);
}

/** Calls with the bank that another screen asks to show, once for each time. */
function useShownBank(show: (key: string) => void): void {
  const key = shownBank.value;
  useEffect(() => {
    if (key === undefined) return;
    shownBank.value = undefined;
    show(key);
  }, [key]);
}

import { useEffect, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { loadBanks } from '../banks/load-banks.ts';
import { grantedHosts, message, onHostsChanged, revokeHost } from '../browser.ts';
import { useStore } from '../store-context.ts';
import type { HostsKnown } from './Hosts.tsx';
import { SettingsView } from './SettingsView.tsx';
import { unlockedProfiles } from './unlocked-profiles.ts';

/** What the tool keeps, what it may reach, and how it looks. */
export function Settings() {
  const store = useStore();
  const settings = store.settings.value;
  const [banks, setBanks] = useState<readonly Bank[]>([]);
  const [failed, setFailed] = useState(false);
  const hosts = useHosts();
  useEffect(() => void loadBanks().then(setBanks), []);

  /** The worker may stop before it answers; then nothing is known to have changed. */
  async function attempt(work: () => Promise<unknown>, toast?: string) {
    setFailed(false);
    try {
      await work();
      if (toast !== undefined) store.toast.value = toast;
    } catch {
      setFailed(true);
    }
  }

  return (
    <SettingsView
      theme={settings.theme}
      hosts={hosts}
      unlocked={unlockedProfiles(banks, settings.unlockedLive)}
      failed={failed}
      onTheme={(theme) => void attempt(() => store.saveSettings({ theme }))}
      onRevoke={(host) => void attempt(() => revokeHost(host))}
      onLock={(id) => {
        const unlockedLive = settings.unlockedLive.filter((other) => other !== id);
        void attempt(() => store.saveSettings({ unlockedLive }));
      }}
      onDeleteAll={() =>
        void attempt(() => store.client.ask('deleteAllData', {}), message('settings_deleted'))
      }
    />
  );
}

/** The granted hosts, read anew whenever one is granted or revoked; `undefined` while they are read. */
function useHosts(): HostsKnown {
  const [hosts, setHosts] = useState<HostsKnown>();
  useEffect(() => {
    const read = () => void grantedHosts().then(setHosts);
    read();
    return onHostsChanged(read);
  }, []);
  return hosts;
}

import { useEffect, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { type SavedClient, vaultOwner } from '../../core/clients/client.ts';
import { clientOf } from '../../core/clients/saved-client.ts';
import { inWords } from '../bank-texts.ts';
import { useBanks } from '../banks/load-banks.ts';
import {
  grantedHosts,
  message,
  onHostsChanged,
  requestNotifications,
  revokeHost,
} from '../browser.ts';
import { keyCommands } from '../clients/key-commands.ts';
import { PolicyView } from '../policy/PolicyView.tsx';
import { managed, policy } from '../policy/policy.ts';
import { policyProblems } from '../policy/policy-problems.ts';
import type { PanelStore } from '../store.ts';
import { useStore } from '../store-context.ts';
import { forgetRemembered } from '../ui/remembered.ts';
import { Unread } from '../unread/Unread.tsx';
import type { HostsKnown } from './Hosts.tsx';
import { KeptBanks } from './KeptBanks.tsx';
import { SettingsView } from './SettingsView.tsx';
import { unlockedBanks } from './unlocked-banks.ts';

/** What the tool keeps, what it may reach, and how it looks. */
export function Settings() {
  const store = useStore();
  const settings = store.settings.value;
  const banks = useBanks() ?? [];
  const [failed, setFailed] = useState(false);
  const [refused, setRefused] = useState(false);
  const hosts = useHosts();

  /** The worker may stop before it answers; then nothing is known to have changed. */
  async function attempt(work: () => Promise<unknown>, toast?: string): Promise<boolean> {
    setFailed(false);
    try {
      await work();
      if (toast !== undefined) store.toast.value = toast;
      return true;
    } catch {
      setFailed(true);
      return false;
    }
  }

  /** Asks first: browsers only ask within the click. */
  async function notify(on: boolean) {
    const granted = !on || (await requestNotifications());
    setRefused(!granted);
    if (granted) await store.saveSettings({ notify: on });
  }

  return (
    <SettingsView
      theme={settings.theme}
      hosts={hosts}
      unlocked={unlockedBanks(banks, settings.unlockedLive)}
      clients={{
        clients: store.clients.value,
        nowMs: store.nowMs.peek(),
        keys: keyCommands(store.client),
        nameOf: (profileId) => profileName(banks, profileId),
        onSave: (client, secret) => attempt(() => store.saveClient(client, secret)),
        onDelete: (client) =>
          void attempt(() => deleteClient(store, client, (undo) => void attempt(undo))),
      }}
      unread={<Unread />}
      organisation={<PolicyView policy={policy.value} problems={policyProblems(managed.value)} />}
      kept={<KeptBanks onSettings={(change) => void attempt(() => store.saveSettings(change))} />}
      reminders={{
        ...settings,
        refused,
        onNotify: (on) => void attempt(() => notify(on)),
        onRemindAccess: (remindAccess) => void attempt(() => store.saveSettings({ remindAccess })),
      }}
      history={{
        ...settings,
        limit: policy.value,
        onKeep: (change) => void attempt(() => store.saveSettings(change)),
      }}
      failed={failed}
      onTheme={(theme) => void attempt(() => store.saveSettings({ theme }))}
      onRevoke={(host) => void attempt(() => revokeHost(host))}
      onLock={(key) => {
        const unlockedLive = settings.unlockedLive.filter((other) => other !== key);
        void attempt(() => store.saveSettings({ unlockedLive }));
      }}
      onDeleteAll={() =>
        void attempt(async () => {
          await store.client.ask('deleteAllData', {});
          await store.readUnread(true);
          forgetRemembered();
        }, message('settings_deleted'))
      }
    />
  );
}

/**
 * Deletes a client. It is gone from the worker at once; the panel alone holds it, its secret too, for as
 * long as the deletion can be undone.
 */
async function deleteClient(
  store: PanelStore,
  client: SavedClient,
  attempt: (undo: () => Promise<void>) => void,
): Promise<void> {
  const owner = vaultOwner(client);
  const secret =
    client.secret &&
    (await store.client.ask('revealSecret', { secretId: client.secret.id, owner })).value;
  await store.deleteClient(client.id);
  store.undoable.value = {
    text: message('settings_client_deleted', client.label),
    undo: () => attempt(() => store.saveClient(clientOf(client), secret ?? undefined)),
  };
}

function profileName(banks: readonly Bank[], profileId: string): string {
  const profile = banks.flatMap(({ profiles }) => profiles).find(({ id }) => id === profileId);
  return profile ? message('client_used_for', profile.group, inWords(profile.label)) : profileId;
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

import { useState } from 'preact/hooks';
import { liveKey } from '../../core/banks/live-key.ts';
import { message } from '../browser.ts';
import { preselectedBank } from '../new-flow/preselected-bank.ts';
import { maySaveSecrets } from '../policy/policy.ts';
import type { PanelStore } from '../store.ts';
import { downloadJson } from '../ui/download.ts';
import type { BanksActions } from './BanksView.tsx';
import { bankChoices } from './bank-facts.ts';
import type { HostTest } from './card/host-test.ts';
import { testHosts } from './card/test-hosts.ts';
import { copyOf, editOf, type ProfileEdit } from './edit/profile-edit.ts';
import {
  exportName,
  exportText,
  type ProfileExport,
  profilesToExport,
} from './export/exported-file.ts';
import type { WantedImport } from './import/wanted-import.ts';
import type { Catalogue } from './load-banks.ts';
import { deleteProfile } from './profile-actions.ts';

/** What the screen shows: the list, one profile under the pen, or what is about to come in. */
export type Mode =
  | { kind: 'list' }
  | { kind: 'edit'; opened: ProfileEdit }
  | { kind: 'import'; wanted?: WantedImport };

/** What can be done from the list and the card. */
export function useBrowsing(
  store: PanelStore,
  catalogue: Catalogue | undefined,
  setMode: (mode: Mode) => void,
) {
  const [hostTests, setHostTests] = useState<ReadonlyMap<string, readonly HostTest[]>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [leaving, setLeaving] = useState<ProfileExport>();
  const attempt = async (work: Promise<boolean>) => {
    setProblem((await work) ? undefined : message('bank_worker_stopped'));
  };
  const download = (leaves: ProfileExport, secrets: 'left_out' | 'kept') => {
    setLeaving(undefined);
    downloadJson(exportName(leaves, secrets), exportText(leaves, secrets));
  };
  const exportIds = (ids: readonly string[]) => {
    if (!catalogue) return;
    const leaves = profilesToExport(ids, catalogue);
    if (leaves.secrets.length > 0 && maySaveSecrets()) setLeaving(leaves);
    else download(leaves, 'left_out');
  };
  const actions: BanksActions = {
    newFlow(key) {
      preselectedBank.value = key;
      store.composing.value = true;
      store.screen.value = 'flows';
    },
    copy: (profile, bank) =>
      catalogue && setMode({ kind: 'edit', opened: copyOf(profile, bank, catalogue) }),
    edit: (id) => catalogue && setMode({ kind: 'edit', opened: editOf(id, catalogue) }),
    delete: (id) => void attempt(deleteProfile(store, id)),
    exportOne: (id) => exportIds([id]),
    exportAll: exportIds,
    importProfiles: () => setMode({ kind: 'import' }),
    testHosts: (profile, bank) =>
      void testHosts(store.client, profile, bank, (tests) => {
        const key = liveKey(profile, bankChoices(profile, bank));
        setHostTests((before) => new Map(before).set(key, tests));
      }),
    setLive: (key, unlocked) => {
      const others = store.settings.value.unlockedLive.filter((other) => other !== key);
      const unlockedLive = unlocked ? [...others, key] : others;
      void attempt(
        store.saveSettings({ unlockedLive }).then(
          () => true,
          () => false,
        ),
      );
    },
  };
  const exporting = leaving && {
    secrets: leaving.secrets,
    onExport: (secrets: 'left_out' | 'kept') => download(leaving, secrets),
    onCancel: () => setLeaving(undefined),
  };
  return { hostTests, problem, exporting, actions };
}

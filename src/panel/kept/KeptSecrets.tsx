import { useState } from 'preact/hooks';
import type { KeptAct } from '../../contract/kept.ts';
import type { KeptOutcome } from '../../contract/kept-bank.ts';
import { message } from '../browser.ts';
import { policy } from '../policy/policy.ts';
import type { PanelStore } from '../store.ts';
import { useStore } from '../store-context.ts';
import { KeptSecretsView } from './KeptSecretsView.tsx';

/** The secrets of one bank: in memory only, or kept under a passphrase. */
export function KeptSecrets({ bank }: { bank: string }) {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const kept = store.kept.value;
  if (!kept) return null;
  return (
    <KeptSecretsView
      bank={bank}
      kept={kept.find((other) => other.bank === bank)}
      lockAfterMinutes={store.settings.value.lockAfterMinutes}
      busy={busy}
      barred={policy.value.keepSecrets === false}
      problem={problem}
      onAct={async (act) => {
        setBusy(true);
        const outcome = await ask(store, act);
        setBusy(false);
        setProblem(outcome === 'done' ? undefined : outcome);
        if (outcome === 'done') store.toast.value = message(`kept_done_${act.act}`);
        return outcome === 'done';
      }}
    />
  );
}

/** Why nothing was done. */
export type Problem = Exclude<KeptOutcome, 'done'> | 'worker_stopped';

async function ask(store: PanelStore, act: KeptAct): Promise<KeptOutcome | Problem> {
  try {
    return (await store.client.ask('actOnKept', act)).outcome;
  } catch {
    return 'worker_stopped';
  }
}

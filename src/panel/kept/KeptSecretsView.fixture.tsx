import type { JSX } from 'preact';
import { KeptSecretsView, type KeptSecretsViewProps } from './KeptSecretsView.tsx';

const locked = { bank: 'Made-up Bank', unlocked: false, savedAtMs: 1_790_000_000_000 };

/** Every state of one bank's secrets. */
export const fixtures: Record<string, () => JSX.Element> = {
  memory: () => draw({}),
  locked: () => draw({ kept: locked }),
  wrongPassphrase: () => draw({ kept: locked, problem: 'wrong_passphrase' }),
  notStored: () => draw({ kept: locked, problem: 'not_stored' }),
  workerStopped: () => draw({ kept: locked, problem: 'worker_stopped' }),
  busy: () => draw({ kept: locked, busy: true }),
  unlocked: () => draw({ kept: { ...locked, unlocked: true } }),
  notLocked: () => draw({ kept: { ...locked, unlocked: true }, problem: 'not_stored' }),
  barred: () => draw({ barred: true }),
  barredAndLocked: () => draw({ barred: true, kept: locked }),
  unlockedUntilTheEnd: () => draw({ kept: { ...locked, unlocked: true }, lockAfterMinutes: 0 }),
};

function draw(props: Partial<KeptSecretsViewProps>): JSX.Element {
  return (
    <KeptSecretsView
      bank="Made-up Bank"
      kept={undefined}
      lockAfterMinutes={15}
      busy={false}
      problem={undefined}
      onAct={async () => true}
      {...props}
    />
  );
}

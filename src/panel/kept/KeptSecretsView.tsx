import { useState } from 'preact/hooks';
import type { KeptAct } from '../../contract/kept.ts';
import type { KeptBank } from '../../contract/kept-bank.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { absoluteText } from '../ui/time-text.ts';
import type { Problem } from './KeptSecrets.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import './kept.css';

export interface KeptSecretsViewProps {
  bank: string;
  /** absent: in memory only */
  kept: KeptBank | undefined;
  /** 0: with the browser's end */
  lockAfterMinutes: number;
  busy: boolean;
  /** the organisation wants none kept: what is on disk can only be locked and forgotten */
  barred?: boolean;
  problem: Problem | undefined;
  /** true when it was done */
  onAct(act: KeptAct): Promise<boolean>;
}

type Asking = 'keep' | 'change' | 'forget';

/** Where one bank's secrets are, and what can be done about it. */
export function KeptSecretsView(props: KeptSecretsViewProps) {
  const { bank, kept, lockAfterMinutes, busy, barred = false, problem, onAct } = props;
  const [asking, setAsking] = useState<Asking>();
  const state = kept ? (kept.unlocked ? 'unlocked' : 'locked') : 'memory';
  const run = async (act: KeptAct) => {
    if (await onAct(act)) setAsking(undefined);
  };
  const open = (what: Asking) => (
    <button type="button" disabled={busy} onClick={() => setAsking(what)}>
      {message(`kept_${what}`)}
    </button>
  );
  const form = { busy, problem: problem && message(`kept_problem_${problem}`) };
  const cancel = () => setAsking(undefined);
  return (
    <section class="card stack kept" aria-label={message('kept_label', bank)}>
      <p class="row">
        <Icon name={state === 'memory' ? 'unknown' : 'check'} />
        <strong>{message(`kept_is_${state}`)}</strong>
      </p>
      <p class="subtle">{meaning(kept, lockAfterMinutes)}</p>
      {barred && <p>{message('kept_problem_not_allowed')}</p>}
      {asking === 'keep' && (
        <PassphraseForm
          {...form}
          wants={['next']}
          submit={message('kept_keep_now')}
          onSubmit={({ next }) => void run({ act: 'keep', bank, passphrase: next })}
          onCancel={cancel}
        />
      )}
      {asking === 'change' && (
        <PassphraseForm
          {...form}
          wants={['passphrase', 'next']}
          submit={message('kept_change_now')}
          onSubmit={({ passphrase, next }) => void run({ act: 'change', bank, passphrase, next })}
          onCancel={cancel}
        />
      )}
      {asking === 'forget' && kept && (
        <div class="stack">
          <p>{message(`kept_forget_meaning_${kept.unlocked ? 'unlocked' : 'locked'}`)}</p>
          <div class="row">
            <button type="button" onClick={cancel}>
              {message('action_cancel')}
            </button>
            <button type="button" disabled={busy} onClick={() => void run({ act: 'forget', bank })}>
              {message('kept_forget_now')}
            </button>
          </div>
        </div>
      )}
      {!asking && !barred && state === 'locked' && (
        <PassphraseForm
          {...form}
          wants={['passphrase']}
          submit={message('kept_unlock')}
          onSubmit={({ passphrase }) => void run({ act: 'unlock', bank, passphrase })}
        />
      )}
      {state !== 'locked' && !asking && form.problem && (
        <p class="problem" role="alert">
          {form.problem}
        </p>
      )}
      {!asking && (
        <div class="row">
          {state === 'memory' && !barred && open('keep')}
          {state === 'unlocked' && (
            <button type="button" disabled={busy} onClick={() => void run({ act: 'lock', bank })}>
              {message('kept_lock')}
            </button>
          )}
          {state === 'unlocked' && !barred && open('change')}
          {state !== 'memory' && open('forget')}
        </div>
      )}
    </section>
  );
}

function meaning(kept: KeptBank | undefined, lockAfterMinutes: number): string {
  if (!kept) return message('kept_meaning_memory');
  if (!kept.unlocked) return message('kept_meaning_locked', absoluteText(kept.savedAtMs));
  return lockAfterMinutes <= 0
    ? message('kept_meaning_until_end')
    : message('kept_meaning_unlocked', lockAfterMinutes);
}

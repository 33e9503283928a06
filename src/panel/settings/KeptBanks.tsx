import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';
import { KeptSecrets } from '../kept/KeptSecrets.tsx';
import { Choice } from '../new-flow/Choice.tsx';
import { useStore } from '../store-context.ts';

const MINUTES = [5, 15, 60, 0];

interface KeptBanksProps {
  onSettings(change: Partial<Settings>): void;
}

/** Every bank whose secrets are kept, and when they lock by themselves. */
export function KeptBanks({ onSettings }: KeptBanksProps) {
  const store = useStore();
  const kept = store.kept.value ?? [];
  return (
    <section aria-labelledby="settings-kept-secrets">
      <h2 id="settings-kept-secrets">{message('kept_title')}</h2>
      <p class="subtle">{message(kept.length === 0 ? 'kept_none' : 'kept_some')}</p>
      <Choice
        id="settings-lock-after"
        label={message('kept_lock_after')}
        value={String(store.settings.value.lockAfterMinutes)}
        onValue={(value) => onSettings({ lockAfterMinutes: Number(value) })}
      >
        {MINUTES.map((minutes) => (
          <option key={minutes} value={String(minutes)}>
            {minutes === 0 ? message('kept_lock_end') : message('kept_lock_minutes', minutes)}
          </option>
        ))}
      </Choice>
      {kept.map(({ bank }) => (
        <div key={bank} class="stack">
          <h3>{bank}</h3>
          <KeptSecrets bank={bank} />
        </div>
      ))}
    </section>
  );
}

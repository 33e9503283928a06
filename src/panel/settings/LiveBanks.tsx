import { message } from '../browser.ts';
import { LiveChip } from '../flows/Chips.tsx';
import type { UnlockedBank } from './unlocked-banks.ts';

interface LiveBanksProps {
  unlocked: readonly UnlockedBank[];
  onLock(key: string): void;
}

/** Banks whose live environment can be used. */
export function LiveBanks({ unlocked, onLock }: LiveBanksProps) {
  return (
    <section aria-labelledby="settings-live">
      <h2 id="settings-live">{message('settings_live')}</h2>
      <p class="subtle">{message('live_meaning')}</p>
      {unlocked.length === 0 ? (
        <p>{message('settings_live_none')}</p>
      ) : (
        <ul class="setting-rows">
          {unlocked.map(({ key, bank, label }) => (
            <li key={key}>
              <span class="row">
                <LiveChip />
                <strong>{bank}</strong>
                <span class="subtle">{label}</span>
              </span>
              <button
                type="button"
                aria-label={message('settings_lock_profile', bank, label)}
                onClick={() => onLock(key)}
              >
                {message('settings_lock')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

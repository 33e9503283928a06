import { message } from '../../browser.ts';
import { policy } from '../../policy/policy.ts';
import { Icon } from '../../ui/Icon.tsx';

interface LiveLockProps {
  /** the service whose live environment it is */
  label: string;
  unlocked: boolean;
  onLive(unlocked: boolean): void;
}

/** Unlocks the live environment of a service, and locks it again, with what that means. */
export function LiveLock({ label, unlocked, onLive }: LiveLockProps) {
  if (policy.value.allowLive === false) {
    return (
      <p class="live-state">
        <Icon name="lock" />
        {message('refusal_live_not_allowed')}
      </p>
    );
  }
  const action = message(unlocked ? 'settings_lock' : 'bank_unlock');
  return (
    <div class={`card stack tight ${unlocked ? 'error' : 'warn'}`}>
      <p class="live-state">
        <Icon name={unlocked ? 'warn' : 'lock'} />
        <strong>{message(unlocked ? 'bank_live_unlocked' : 'bank_live_locked')}</strong>
      </p>
      <p>{message('live_meaning')}</p>
      <div>
        <button
          type="button"
          aria-label={message('bank_action_for', action, label)}
          onClick={() => onLive(!unlocked)}
        >
          {action}
        </button>
      </div>
    </div>
  );
}

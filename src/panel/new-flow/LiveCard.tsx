import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

interface LiveCardProps {
  id: string;
  /** the bank, and the one of its services, that the unlocking is for */
  bank: string;
  service: string;
  onUnlock(): void;
}

/** Says what live means, before the first request to a live bank can be made. */
export function LiveCard({ id, bank, service, onUnlock }: LiveCardProps) {
  return (
    <div class="card warn stack tight" id={id}>
      <p class="form-note">
        <Icon name="lock" />
        <strong>{message('live_title', bank)}</strong>
      </p>
      <p>{message('live_meaning')}</p>
      <p>{message('live_unlock_meaning', service, bank)}</p>
      <div>
        <button type="button" onClick={onUnlock}>
          {message('live_unlock')}
        </button>
      </div>
    </div>
  );
}

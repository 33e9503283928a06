import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

interface LiveCardProps {
  id: string;
  /** the bank group that the unlocking is for */
  group: string;
  onUnlock(): void;
}

/** Says what live means, before the first request to a live bank can be made. */
export function LiveCard({ id, group, onUnlock }: LiveCardProps) {
  return (
    <div class="card warn stack tight" id={id}>
      <p class="form-note">
        <Icon name="lock" />
        <strong>{message('live_title', group)}</strong>
      </p>
      <p>{message('live_meaning')}</p>
      <div>
        <button type="button" onClick={onUnlock}>
          {message('live_unlock')}
        </button>
      </div>
    </div>
  );
}

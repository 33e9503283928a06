import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { CaptureLimit, CaptureLimits } from './capture-limits.ts';

interface CaptureLimitsViewProps extends CaptureLimits {
  /** the answer is expected in a form that nobody here can read */
  urgent: boolean;
  onAllow(): void;
}

/** What would come unseen while a flow waits, and what to switch on. */
export function CaptureLimitsView({ limits, askFor, urgent, onAllow }: CaptureLimitsViewProps) {
  if (limits.length === 0) return null;
  return (
    <details open={urgent}>
      <summary>
        {urgent && <Icon name="warn" />} {message('limits_title')}
      </summary>
      <ul>
        {limits.map((limit) => (
          <li key={limit.kind}>{limitText(limit)}</li>
        ))}
      </ul>
      <div class="row">
        {askFor.length > 0 && (
          <button type="button" onClick={onAllow}>
            {message('limits_allow', askFor.map((address) => new URL(address).host).join(', '))}
          </button>
        )}
        <span class="subtle">{message('limits_paste')}</span>
      </div>
    </details>
  );
}

function limitText(limit: CaptureLimit): string {
  return limit.kind === 'private_windows'
    ? message('limits_private_windows')
    : message(`limits_${limit.kind}`, limit.host);
}

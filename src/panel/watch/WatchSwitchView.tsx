import { message } from '../browser.ts';
import { ariaKeys, withKey } from '../keys/key-text.ts';
import './watch.css';

interface WatchSwitchProps {
  on: boolean;
  onToggle(): void;
}

/** The switch "Watch this tab". */
export function WatchSwitchView({ on, onToggle }: WatchSwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      class="quiet watch-switch"
      aria-checked={on}
      aria-keyshortcuts={ariaKeys('watch')}
      title={withKey(message('watch_switch_title'), 'watch')}
      onClick={onToggle}
    >
      <span class="track" />
      <span class="word">{message('watch_switch')}</span>
    </button>
  );
}

import { message } from '../browser.ts';
import './ui.css';

/** Says after a second that something takes its time, and offers to give it up. */
export function Busy({ onCancel }: { onCancel(): void }) {
  return (
    <span class="busy row" role="status">
      <progress aria-label={message('busy')} />
      <button type="button" class="quiet" onClick={onCancel}>
        {message('action_cancel')}
      </button>
    </span>
  );
}

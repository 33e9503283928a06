import { message } from '../browser.ts';
import './records.css';

/** What a file is that can only be read, and the way out of it. */
export function RecordFileBar({
  sentences,
  onLeave,
}: {
  sentences: readonly string[];
  onLeave(): void;
}) {
  return (
    <section class="record-file row" aria-label={message('record_file')}>
      <p role="status">{sentences.join(' ')}</p>
      <button type="button" onClick={onLeave}>
        {message('action_leave_file')}
      </button>
    </section>
  );
}

import { message } from '../browser.ts';

interface UnreadProps {
  /** what could not be read */
  sentence: string;
  onReadAgain(): void;
}

/** What stands in place of something that could not be read: that, and the way to try again. */
export function Unread({ sentence, onReadAgain }: UnreadProps) {
  return (
    <div class="stack" role="alert">
      <p class="problem">{sentence}</p>
      <div class="row">
        <button type="button" onClick={onReadAgain}>
          {message('action_read_again')}
        </button>
      </div>
    </div>
  );
}

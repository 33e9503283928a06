import { useEffect, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { isKey } from '../keys/key-press.ts';
import { ariaKeys, withKey } from '../keys/key-text.ts';
import { Icon } from '../ui/Icon.tsx';
import { MOST_MATCHES } from './find-text.ts';
import './find.css';

interface FindBarProps {
  /** false where DevTools have the field, and this says only how many there are */
  own: boolean;
  query: string;
  /** the match that is shown, counted from 0 */
  at: number;
  count: number;
  onQuery(text: string): void;
  onMove(by: 1 | -1): void;
  onClose(): void;
}

/** What is looked for, which match is shown, and the way to the others. */
export function FindBarView({ own, query, at, count, onQuery, onMove, onClose }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const said = (
    <span role="status" class="numbers">
      {foundText(query, at, count)}
    </span>
  );
  if (!own) return <div class="find-bar row">{said}</div>;
  return (
    <search class="find-bar row">
      <input
        ref={field}
        type="search"
        aria-label={message('key_find')}
        value={query}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
        onKeyDown={(event) => {
          const back = isKey(event, 'find_bar_previous');
          if (!back && !isKey(event, 'find_bar_next')) return;
          event.preventDefault();
          onMove(back ? -1 : 1);
        }}
      />
      {said}
      {([-1, 1] as const).map((by) => {
        const id = by < 0 ? 'find_previous' : 'find_next';
        return (
          <button
            key={id}
            type="button"
            class="quiet icon-only"
            aria-label={message(`key_${id}`)}
            aria-keyshortcuts={ariaKeys(id)}
            title={withKey(message(`key_${id}`), id)}
            onClick={() => onMove(by)}
          >
            <Icon name={by < 0 ? 'up' : 'down'} />
          </button>
        );
      })}
      <button
        type="button"
        class="quiet icon-only"
        aria-label={message('key_find_close')}
        aria-keyshortcuts={ariaKeys('find_close')}
        title={withKey(message('key_find_close'), 'find_close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </search>
  );
}

function foundText(query: string, at: number, count: number): string {
  if (query === '') return '';
  if (count === 0) return message('find_nothing');
  return message(count < MOST_MATCHES ? 'find_count' : 'find_count_more', at + 1, count);
}

import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { plural } from '../ui/plural.ts';
import './unread.css';

/** Says beside the list that something stored is missing from what is shown. */
export function UnreadNote() {
  const store = useStore();
  return (
    <UnreadNoteView
      count={store.unread.value.length}
      onShow={() => {
        store.screen.value = 'settings';
      }}
    />
  );
}

export function UnreadNoteView({ count, onShow }: { count: number; onShow(): void }) {
  return (
    <p class="unread-note unread-sentence" role="status">
      <Icon name="warn" />
      <span>{plural(count, { one: 'unread_one', other: 'unread_other' })}</span>
      <button type="button" class="quiet" onClick={onShow}>
        {message('unread_show')}
      </button>
    </p>
  );
}

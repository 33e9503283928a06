import type { UnreadEntry } from '../../contract/unread.ts';
import { message } from '../browser.ts';
import { AskFirst } from '../ui/AskFirst.tsx';
import { Icon } from '../ui/Icon.tsx';
import { plural } from '../ui/plural.ts';
import './unread.css';

export interface UnreadViewProps {
  entries: readonly UnreadEntry[];
  /** the last deletion did not go through */
  failed: boolean;
  onExport(): void;
  onDelete(): void;
}

const STORES = ['flows', 'clients', 'profiles', 'settings', 'kept'] as const;

/** What is stored and cannot be read: how much of what, and what can be done about it. */
export function UnreadView({ entries, failed, onExport, onDelete }: UnreadViewProps) {
  const counts = STORES.flatMap((store) => {
    const count = entries.filter(({ id }) => id.startsWith(`${store}/`)).length;
    return count > 0 ? [{ store, count }] : [];
  });
  return (
    <section class="stack tight" aria-labelledby="settings-unread">
      <h2 id="settings-unread">{message('unread_title')}</h2>
      <p class="unread-sentence">
        <Icon name="warn" />
        <strong>{plural(entries.length, { one: 'unread_one', other: 'unread_other' })}</strong>
      </p>
      <p>{message('unread_meaning')}</p>
      <dl class="facts">
        {counts.map(({ store, count }) => [
          <dt key={store}>{message(`unread_store_${store}`)}</dt>,
          <dd key={`${store} count`}>{count}</dd>,
        ])}
      </dl>
      <div class="row">
        <button type="button" onClick={onExport}>
          <Icon name="export" />
          {message('unread_export')}
        </button>
        <AskFirst
          id="unread-ask"
          label={message('unread_delete')}
          title={message('unread_ask')}
          meaning={message('unread_ask_meaning')}
          confirm={message('unread_delete_confirm')}
          onConfirm={onDelete}
        />
      </div>
      {failed && (
        <p class="row problem" role="alert">
          <Icon name="error" />
          {message('settings_failed')}
        </p>
      )}
    </section>
  );
}

import { message } from '../browser.ts';
import { AskFirst } from '../ui/AskFirst.tsx';

/** Deletes everything, after a question. */
export function DeleteAll({ onDeleteAll }: { onDeleteAll(): void }) {
  return (
    <div>
      <AskFirst
        id="delete-all"
        label={message('settings_delete_all')}
        title={message('settings_delete_title')}
        meaning={message('settings_delete_meaning')}
        confirm={message('settings_delete_confirm')}
        onConfirm={onDeleteAll}
      />
    </div>
  );
}

import { useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

/** Deletes everything, after a question: this cannot be undone. */
export function DeleteAll({ onDeleteAll }: { onDeleteAll(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <div>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        <Icon name="trash" />
        {message('settings_delete_all')}
      </button>
      <dialog ref={dialog} aria-labelledby="delete-all-title" aria-describedby="delete-all-meaning">
        <div class="stack">
          <h2 id="delete-all-title">{message('settings_delete_title')}</h2>
          <p id="delete-all-meaning">{message('settings_delete_meaning')}</p>
          <div class="row">
            <button type="button" onClick={close}>
              {message('action_cancel')}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                close();
                onDeleteAll();
              }}
            >
              {message('settings_delete_confirm')}
            </button>
          </div>
        </div>
      </dialog>
    </div>
  );
}

import { useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { Icon } from './Icon.tsx';

export interface AskFirstProps {
  /** begins the ids of what names the question */
  id: string;
  /** on the button that asks */
  label: string;
  title: string;
  meaning: string;
  /** on the button that does it */
  confirm: string;
  onConfirm(): void;
}

/** Deletes something after a question: this cannot be undone. */
export function AskFirst({ id, label, title, meaning, confirm, onConfirm }: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        <Icon name="trash" />
        {label}
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-meaning`}>
        <div class="stack">
          <h2 id={`${id}-title`}>{title}</h2>
          <p id={`${id}-meaning`}>{meaning}</p>
          <div class="row">
            <button type="button" onClick={close}>
              {message('action_cancel')}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {confirm}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}

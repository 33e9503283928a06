import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../browser.ts';
import '../../banks/dialog.css';

interface SecretsQuestionProps {
  onConfirm(): void;
  onCancel(): void;
}

/** Says what a file with secrets means, before one is made. */
export function SecretsQuestion({ onConfirm, onCancel }: SecretsQuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="question" ref={dialog} aria-labelledby="export-secrets" onClose={onCancel}>
      <div class="stack">
        <h2 id="export-secrets">{message('export_ask_title')}</h2>
        <p>{message('export_ask_meaning')}</p>
        <div class="row">
          <button type="button" onClick={onCancel}>
            {message('action_cancel')}
          </button>
          <button type="button" class="danger" onClick={onConfirm}>
            {message('export_ask_confirm')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

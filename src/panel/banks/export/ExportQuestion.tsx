import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../browser.ts';
import '../dialog.css';

interface ExportQuestionProps {
  /** places that look like secrets */
  secrets: readonly string[];
  onExport(secrets: 'left_out' | 'kept'): void;
  onCancel(): void;
}

/** Asks what to do with what looks like a secret before profiles leave as a file. */
export function ExportQuestion({ secrets, onExport, onCancel }: ExportQuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="question" ref={dialog} aria-labelledby="export-title" onClose={onCancel}>
      <div class="stack">
        <h2 id="export-title">{message('export_secrets_title')}</h2>
        <p>{message('export_secrets_meaning')}</p>
        <ul class="sentences">
          {secrets.map((place) => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
        </ul>
        <div class="row">
          <button type="button" class="primary" onClick={() => onExport('left_out')}>
            {message('export_without_secrets')}
          </button>
          <button type="button" class="danger" onClick={() => onExport('kept')}>
            {message('export_with_secrets')}
          </button>
          <button type="button" onClick={onCancel}>
            {message('action_cancel')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

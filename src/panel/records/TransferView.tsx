import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Transfer } from './transfer.ts';
import './records.css';

/** Records on their way, with how far they are, or what became of each file. */
export function TransferView({ transfer, onClose }: { transfer: Transfer; onClose(): void }) {
  if (transfer.kind === 'report') return <Report notes={transfer.notes} onClose={onClose} />;
  const { kind, done, total, cancel } = transfer;
  const label = message(`transfer_${kind}`);
  return (
    <section class="transfer row" aria-label={label}>
      <span role="status">
        {total > 0 ? message(`transfer_${kind}_count`, done, total) : message('transfer_reading')}
      </span>
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      {total > 0 && (
        <button type="button" onClick={cancel}>
          {message('action_cancel')}
        </button>
      )}
    </section>
  );
}

function Report({
  notes,
  onClose,
}: {
  notes: Extract<Transfer, { kind: 'report' }>['notes'];
  onClose(): void;
}) {
  return (
    <section class="transfer report" aria-label={message('transfer_report')}>
      <div role="status">
        <ul class="stack tight">
          {notes.map(({ name, tone, sentences }, at) => (
            // Two files may have one name, and the list never changes.
            <li key={at} class={tone === 'bad' ? 'problem' : ''}>
              <Icon name={tone === 'bad' ? 'error' : 'check'} />
              <span>
                <strong>{name}</strong> {sentences.join(' ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        class="quiet icon-only"
        aria-label={message('action_close_report')}
        title={message('action_close_report')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}

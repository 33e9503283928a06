import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { FindingList } from './FindingList.tsx';

interface SendAnywayProps {
  findings: readonly Finding[];
  /** called within the click */
  onSend(): void;
  onCancel(): void;
}

/** Asks once more before something with errors in it goes to a bank. */
export function SendAnyway({ findings, onSend, onCancel }: SendAnywayProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  // The question follows a click, so that the keyboard is brought to it.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <section class="card error stack" aria-label={message('anyway_title')}>
      <h3 class="row">
        <Icon name="error" />
        {message('anyway_title')}
      </h3>
      <p>{message('anyway_sentence')}</p>
      <FindingList findings={findings} label={message('anyway_findings')} />
      <div class="row">
        <button type="button" ref={cancel} onClick={onCancel}>
          {message('action_cancel')}
        </button>
        <button type="button" onClick={onSend}>
          {message('anyway_send')}
        </button>
      </div>
    </section>
  );
}

import { useState } from 'preact/hooks';
import type { SecretReference } from '../../core/flow/secret.ts';
import { decodeBase64url } from '../../core/tokens/base64url.ts';
import { message } from '../browser.ts';
import type { FlowCommands } from './flow-commands.ts';

interface UntouchedAnswerProps {
  raw: SecretReference;
  reveal: FlowCommands['reveal'];
}

/** The body byte for byte, with its secrets, for as long as it is in memory: shown when asked for. */
export function UntouchedAnswer({ raw, reveal }: UntouchedAnswerProps) {
  const [shown, setShown] = useState<{ text: string } | 'hidden' | 'gone'>('hidden');
  const show = async () => {
    const decoded = decodeBase64url((await reveal(raw.id)) ?? '');
    const text = decoded.ok ? new TextDecoder().decode(decoded.value) : '';
    setShown(text === '' ? 'gone' : { text });
  };
  if (shown === 'gone') return <p class="subtle">{message('untouched_gone')}</p>;
  const hidden = shown === 'hidden';
  return (
    <div class="stack tight">
      <div class="row">
        <button type="button" onClick={() => (hidden ? void show() : setShown('hidden'))}>
          {message(hidden ? 'untouched_show' : 'untouched_hide')}
        </button>
      </div>
      {shown !== 'hidden' && (
        <pre class="card mono" dir="ltr">
          {shown.text}
        </pre>
      )}
    </div>
  );
}

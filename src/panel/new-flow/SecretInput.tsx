import { useState } from 'preact/hooks';
import { message } from '../browser.ts';

const SHOWN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

interface SecretInputProps {
  id: string;
  value: string;
  onValue(value: string): void;
  placeholder?: string | undefined;
  /** given by the field around it, as is the next */
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

/** A text that is hidden until its button is pressed, and that no password manager is to keep. */
export function SecretInput({ value, onValue, ...attributes }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div class="field-with-button">
      <input
        {...attributes}
        {...(shown ? SHOWN : HIDDEN)}
        class="mono"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      <button
        type="button"
        aria-label={message(shown ? 'new_flow_hide_secret' : 'new_flow_show_secret')}
        onClick={() => setShown(!shown)}
      >
        {message(shown ? 'action_hide' : 'action_show')}
      </button>
    </div>
  );
}

import { useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { changeSecrets } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import type { SectionProps } from './section-props.ts';

const SHOWN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

/** The client secret, hidden until its button is pressed. */
export function SecretField({ form, change, problemOf }: SectionProps) {
  const id = fieldId('clientSecret');
  return (
    <Field
      id={id}
      label={message('new_flow_client_secret')}
      hint={message('new_flow_client_secret_hint')}
      error={problemOf(id)}
    >
      <SecretInput
        id={id}
        value={form.secrets.clientSecret}
        onValue={(clientSecret) => change(changeSecrets(form, { clientSecret }))}
      />
    </Field>
  );
}

interface SecretInputProps {
  id: string;
  value: string;
  onValue(value: string): void;
  /** given by the field around it, as is the next */
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

function SecretInput({ value, onValue, ...attributes }: SecretInputProps) {
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

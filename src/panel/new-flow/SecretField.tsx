import { useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { changeSecrets } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import type { SectionProps } from './section-props.ts';

const SHOWN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

/** The client secret, hidden until its button is pressed. */
export function SecretField({ form, change }: SectionProps) {
  const [shown, setShown] = useState(false);
  const id = fieldId('clientSecret');
  return (
    <Field
      id={id}
      label={message('new_flow_client_secret')}
      hint={message('new_flow_client_secret_hint')}
    >
      <div class="field-with-button">
        <input
          {...(shown ? SHOWN : HIDDEN)}
          id={id}
          class="mono"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
          value={form.secrets.clientSecret}
          onInput={({ currentTarget }) =>
            change(changeSecrets(form, { clientSecret: currentTarget.value }))
          }
        />
        <button
          type="button"
          aria-label={message(shown ? 'new_flow_hide_secret' : 'new_flow_show_secret')}
          onClick={() => setShown(!shown)}
        >
          {message(shown ? 'action_hide' : 'action_show')}
        </button>
      </div>
    </Field>
  );
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import type { ClientCommands } from './client-commands.ts';
import type { DraftForm } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { unsavedValues } from './save-client.ts';

interface SaveClientProps {
  form: DraftForm;
  commands: ClientCommands;
}

/** Keeps typed values as a client: under a new name, or as a change of the chosen one. */
export function SaveClient({ form, commands }: SaveClientProps) {
  const [label, setLabel] = useState<string>();
  const [failed, setFailed] = useState(false);
  const { asNew, asChange } = unsavedValues(form, commands.clients);
  const attempt = async (work: Promise<boolean>) => {
    const saved = await work;
    setFailed(!saved);
    if (saved) setLabel(undefined);
    // The buttons go away: the list that has the client now gets the keyboard.
    if (saved) document.getElementById(fieldId('client'))?.focus();
  };
  if (!asNew && !asChange) return null;
  return (
    <div class="wide stack">
      {label === undefined ? (
        <div class="row">
          {asChange && (
            <button type="button" onClick={() => void attempt(commands.update())}>
              {message('new_flow_client_update')}
            </button>
          )}
          {asNew && (
            <button type="button" onClick={() => setLabel(form.bank.name)}>
              {message('new_flow_client_save')}
            </button>
          )}
        </div>
      ) : (
        <NameField
          label={label}
          onLabel={setLabel}
          onSave={() => void attempt(commands.save(label.trim()))}
          onCancel={() => setLabel(undefined)}
        />
      )}
      {failed && (
        <p class="problem" role="alert">
          {message('settings_failed')}
        </p>
      )}
    </div>
  );
}

interface NameFieldProps {
  label: string;
  onLabel(label: string): void;
  onSave(): void;
  onCancel(): void;
}

function NameField({ label, onLabel, onSave, onCancel }: NameFieldProps) {
  const id = fieldId('client-name');
  const field = useRef<HTMLInputElement>(null);
  const [empty, setEmpty] = useState(false);
  useLayoutEffect(() => field.current?.select(), []);
  const save = () => {
    setEmpty(label.trim() === '');
    if (label.trim() === '') field.current?.focus();
    else onSave();
  };
  return (
    <Field
      id={id}
      label={message('client_name')}
      hint={message('new_flow_client_name_hint')}
      error={empty && message('client_name_empty')}
    >
      <div class="field-with-button">
        <input
          ref={field}
          id={id}
          type="text"
          autocomplete="off"
          value={label}
          onInput={({ currentTarget }) => onLabel(currentTarget.value)}
          onKeyDown={(event) => {
            // Enter would start the flow: this field stands inside its form.
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            if (event.key === 'Enter') save();
            else onCancel();
          }}
        />
        <button type="button" onClick={save}>
          {message('new_flow_client_save')}
        </button>
        <button type="button" aria-label={message('client_cancel')} onClick={onCancel}>
          {message('action_cancel')}
        </button>
      </div>
    </Field>
  );
}

import { useId, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { SecretInput } from '../new-flow/SecretInput.tsx';
import { Field } from '../ui/Field.tsx';
import { focusField } from '../ui/focus-field.ts';

/** Shorter ones are guessed by a machine that has the file. */
const SHORTEST = 10;

interface Given {
  /** the one in force */
  passphrase: string;
  /** a new one, said twice */
  next: string;
}

interface PassphraseFormProps {
  wants: readonly (keyof Given)[];
  submit: string;
  busy: boolean;
  /** why the last try did nothing */
  problem: string | undefined;
  onSubmit(given: Given): void;
  onCancel?(): void;
}

/** Asks for a passphrase, for a new one twice, or for both. Nothing typed here outlives the form. */
export function PassphraseForm(props: PassphraseFormProps) {
  const id = useId();
  const { wants, submit, busy, problem, onSubmit, onCancel } = props;
  const [given, setGiven] = useState({ passphrase: '', next: '', again: '' });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const asksNew = wants.includes('next');
  const tooShort = asksNew && given.next.length < SHORTEST;
  const differs = asksNew && given.next !== given.again;
  const wrong = tooShort ? 'next' : differs ? 'again' : undefined;
  const field = (name: keyof typeof given, error?: string | false) => (
    <Field
      id={`${id}-${name}`}
      label={message(`kept_field_${name}`)}
      error={error || undefined}
      hint={name === 'next' && message('kept_passphrase_hint', SHORTEST)}
    >
      <SecretInput
        id={`${id}-${name}`}
        value={given[name]}
        onValue={(value) => setGiven({ ...given, [name]: value })}
      />
    </Field>
  );
  return (
    <form
      class="stack"
      noValidate
      onFocusOut={({ target }) => {
        // What was never begun is asked for by the button alone.
        if (!(target instanceof HTMLInputElement) || target.value === '') return;
        setLeft(new Set([...left, target.id.slice(id.length + 1)]));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        setLeft(new Set(['next', 'again']));
        if (wrong) focusField(`${id}-${wrong}`);
        else onSubmit(given);
      }}
    >
      {wants.includes('passphrase') && field('passphrase')}
      {asksNew &&
        field('next', left.has('next') && tooShort && message('kept_too_short', SHORTEST))}
      {asksNew && field('again', left.has('again') && differs && message('kept_differs'))}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="row">
        <button type="submit" disabled={busy}>
          {busy ? message('kept_busy') : submit}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            {message('action_cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

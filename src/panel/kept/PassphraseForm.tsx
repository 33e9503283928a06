import { useId, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { SecretInput } from '../new-flow/SecretInput.tsx';
import { Field } from '../ui/Field.tsx';

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
  const [tried, setTried] = useState(false);
  const asksNew = wants.includes('next');
  const tooShort = asksNew && given.next.length < SHORTEST;
  const differs = asksNew && given.next !== given.again;
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
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!tooShort && !differs) onSubmit(given);
      }}
    >
      {wants.includes('passphrase') && field('passphrase')}
      {asksNew && field('next', tried && tooShort && message('kept_too_short', SHORTEST))}
      {asksNew && field('again', tried && differs && message('kept_differs'))}
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

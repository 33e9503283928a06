import { useState } from 'preact/hooks';
import { type KeyAlgorithm, keyAlgorithmSchema } from '../../core/clients/client-key.ts';
import { message } from '../browser.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';
import type { KeyPartProps } from './KeyPart.tsx';

interface KeySourceProps
  extends Pick<KeyPartProps, 'id' | 'commands' | 'error' | 'takes' | 'onKey'> {
  /** hears the id of a key that was made here */
  onMade(id: string): void;
}

/** Two ways to a key: one that is made here, or one that somebody brings. */
export function KeySource(props: KeySourceProps) {
  return (
    <>
      <NewKey {...props} />
      <KeyImport {...props} />
    </>
  );
}

function NewKey({ id, commands, takes, onKey, onMade }: KeySourceProps) {
  const kinds = takes && takes.length > 0 ? takes : keyAlgorithmSchema.options;
  const [wanted, setWanted] = useState<KeyAlgorithm>();
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const chosen = kinds.find((kind) => kind === wanted) ?? kinds[0] ?? 'ES256';
  const create = async () => {
    setState('busy');
    const key = await commands.create(chosen);
    setState(key ? 'ready' : 'failed');
    if (!key) return;
    onMade(key.id);
    onKey(key);
  };
  return (
    <div class="key-source">
      <Choice
        id={`${id}-new-alg`}
        label={message('client_key_new_alg')}
        value={chosen}
        onValue={(value) => setWanted(kinds.find((kind) => kind === value))}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kind}
          </option>
        ))}
      </Choice>
      <button type="button" disabled={state === 'busy'} onClick={() => void create()}>
        {message('client_key_generate')}
      </button>
      {state === 'failed' ? (
        <p class="problem" role="alert">
          {message('client_key_not_made')}
        </p>
      ) : (
        <p class="subtle">{message('client_key_generate_hint')}</p>
      )}
    </div>
  );
}

function KeyImport({ id, commands, error, onKey }: KeySourceProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = async () => {
    // Kept or not, a private key does not stay on the screen.
    setText('');
    const added = await commands.add(text);
    if (added.ok) onKey(added.value);
    else {
      const { error: fault } = added;
      setProblem(
        message(fault === 'not_kept' ? 'toolbar_worker_silent' : `new_flow_client_key_${fault}`),
      );
    }
  };
  return (
    <>
      <Field
        id={id}
        label={message('client_key_text')}
        hint={message('client_key_hint')}
        error={problem ?? error}
      >
        <RawText id={id} rows={3} value={text} onText={setText} />
      </Field>
      <div class="row">
        <button
          type="button"
          // Leaving the field first would make an error appear there, and move the button away.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void add()}
        >
          {message('client_key_import')}
        </button>
      </div>
    </>
  );
}

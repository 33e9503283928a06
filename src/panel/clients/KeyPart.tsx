import { useState } from 'preact/hooks';
import { type ClientKey, keyAlgorithmSchema } from '../../core/clients/client-key.ts';
import { message } from '../browser.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { TextField } from '../new-flow/TextField.tsx';
import { Field } from '../ui/Field.tsx';
import { absoluteText } from '../ui/time-text.ts';
import type { KeyCommands } from './key-commands.ts';

export interface KeyPartProps {
  /** of the field that takes a key; the others are made of it */
  id: string;
  clientKey: ClientKey | undefined;
  commands: KeyCommands;
  error?: string | undefined;
  onKey(key: ClientKey | undefined): void;
}

/** The key that signs for a client: a way to bring one, or what is known of it. */
export function KeyPart(props: KeyPartProps) {
  return (
    <section class="stack tight" aria-label={message('client_key')}>
      {props.clientKey ? (
        <StoredKey {...props} clientKey={props.clientKey} />
      ) : (
        <KeySource {...props} />
      )}
    </section>
  );
}

function StoredKey({ id, clientKey, commands, onKey }: KeyPartProps & { clientKey: ClientKey }) {
  const [failed, setFailed] = useState(false);
  const { kind, algorithms, alg, kid, thumbprint, createdAtMs } = clientKey;
  const forget = async () => {
    const done = await commands.forget(clientKey.id);
    setFailed(!done);
    if (done) onKey(undefined);
  };
  return (
    <>
      <dl class="facts">
        <dt>{message('client_key')}</dt>
        <dd>
          {kind} <span class="subtle">{absoluteText(createdAtMs)}</span>
        </dd>
        <dt>{message('client_key_thumbprint')}</dt>
        <dd class="mono" dir="ltr">
          {thumbprint}
        </dd>
      </dl>
      {algorithms.length > 1 && (
        <Choice
          id={`${id}-alg`}
          label={message('client_key_alg')}
          value={alg}
          onValue={(value) => {
            const chosen = keyAlgorithmSchema.options.find((one) => one === value);
            if (chosen) onKey({ ...clientKey, alg: chosen });
          }}
        >
          {algorithms.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Choice>
      )}
      <TextField
        id={`${id}-kid`}
        label={message('bank_signature_key')}
        hint={message('client_key_kid_hint')}
        value={kid}
        onValue={(value) => onKey({ ...clientKey, kid: value.trim() })}
      />
      <div class="row">
        <button type="button" onClick={() => void forget()}>
          {message('client_key_forget')}
        </button>
      </div>
      {failed && <Problem text={message('settings_failed')} />}
    </>
  );
}

function KeySource({ id, commands, error, onKey }: KeyPartProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = async (given: string) => {
    // Kept or not, a private key does not stay on the screen.
    setText('');
    const added = await commands.add(given);
    setProblem(added.ok ? undefined : message(`key_fault_${added.error.kind}`, added.error.detail));
    if (added.ok) onKey(added.value);
  };
  return (
    <>
      <Field
        id={id}
        label={message('client_key_text')}
        hint={message('client_key_hint')}
        error={problem ?? error}
      >
        <textarea
          id={id}
          class="mono"
          dir="ltr"
          rows={3}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
      <div class="row">
        <button
          type="button"
          // Leaving the field first would make an error appear there, and move the button away.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void add(text)}
        >
          {message('client_key_import')}
        </button>
        <input
          type="file"
          aria-label={message('client_key_file')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void file.text().then(add);
            currentTarget.value = '';
          }}
        />
      </div>
    </>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <p class="problem" role="alert">
      {text}
    </p>
  );
}

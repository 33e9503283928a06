import { useState } from 'preact/hooks';
import type { ClientKey } from '../../core/clients/client-key.ts';
import { message } from '../browser.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { TextField } from '../new-flow/TextField.tsx';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';
import type { KeyCommands } from './key-commands.ts';

export interface KeyPartProps {
  /** of the field that takes a key; the others are made of it */
  id: string;
  clientKey: ClientKey | undefined;
  commands: KeyCommands;
  error?: string | undefined;
  /** it signs API requests, in the one way that there is */
  seals?: boolean;
  onKey(key: ClientKey | undefined): void;
}

/** The same for a client that proves itself otherwise: where its bank wants API requests signed. */
export function SealKeyPart(props: KeyPartProps) {
  return (
    <details open={props.clientKey !== undefined}>
      <summary>{message('seal_key')}</summary>
      <KeyPart {...props} seals />
    </details>
  );
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

function StoredKey(props: KeyPartProps & { clientKey: ClientKey }) {
  const { id, clientKey, commands, seals, onKey } = props;
  const [failed, setFailed] = useState(false);
  const { algorithms, kid } = clientKey;
  const unfit = seals && !algorithms.includes('RS256') ? message('seal_key_kind') : undefined;
  const forget = async () => {
    const done = await commands.forget(clientKey.id);
    setFailed(!done);
    if (done) onKey(undefined);
  };
  return (
    <>
      {!seals && (
        <Choice
          id={`${id}-alg`}
          label={message('client_key_alg')}
          value={algorithms[0] ?? ''}
          onValue={(value) => {
            const chosen = algorithms.find((one) => one === value);
            const others = algorithms.filter((one) => one !== value);
            if (chosen) onKey({ ...clientKey, algorithms: [chosen, ...others] });
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
        hint={message(seals ? 'seal_key_hint' : 'client_key_kid_hint')}
        error={failed ? message('toolbar_worker_silent') : unfit}
        value={kid}
        onValue={(value) => onKey({ ...clientKey, kid: value.trim() })}
      />
      <div class="row">
        <button type="button" onClick={() => void forget()}>
          {message('client_key_forget')}
        </button>
      </div>
    </>
  );
}

function KeySource({ id, commands, error, onKey }: KeyPartProps) {
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

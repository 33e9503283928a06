import { useState } from 'preact/hooks';
import type { ClientKey, KeyAlgorithm } from '../../core/clients/client-key.ts';
import { message } from '../browser.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { TextField } from '../new-flow/TextField.tsx';
import { KeySource } from './KeySource.tsx';
import type { KeyCommands } from './key-commands.ts';
import { PublicKeys } from './PublicKeys.tsx';
import './keys.css';

export interface KeyPartProps {
  /** of the field that takes a key; the others are made of it */
  id: string;
  clientKey: ClientKey | undefined;
  commands: KeyCommands;
  error?: string | undefined;
  /** it signs API requests, in the one way that there is */
  seals?: boolean;
  /** what a new key may sign with, the best first; absent: anything that browsers make */
  takes?: readonly KeyAlgorithm[] | undefined;
  onKey(key: ClientKey | undefined): void;
}

/** The same where the bank wants API requests signed by a client that proves itself otherwise. */
export function SealKeyPart(props: KeyPartProps) {
  return (
    <details open={props.clientKey !== undefined}>
      <summary>{message('seal_key')}</summary>
      <KeyPart {...props} seals takes={['RS256']} />
    </details>
  );
}

/** The same for a client of which nobody says what it signs: request objects, or API requests. */
export function SpareKeyPart(props: KeyPartProps) {
  return (
    <details open={props.clientKey !== undefined}>
      <summary>{message('client_key_spare')}</summary>
      <KeyPart {...props} />
    </details>
  );
}

/** The key that signs for a client: a way to bring one, or what is known of it. */
export function KeyPart(props: KeyPartProps) {
  const [made, setMade] = useState<string>();
  return (
    <section class="stack tight" aria-label={message('client_key')}>
      {props.clientKey ? (
        <StoredKey {...props} clientKey={props.clientKey} isNew={props.clientKey.id === made} />
      ) : (
        <KeySource {...props} onMade={setMade} />
      )}
    </section>
  );
}

/** @param isNew it was made just now: what comes next is to register it */
function StoredKey(props: KeyPartProps & { clientKey: ClientKey; isNew: boolean }) {
  const { id, clientKey, commands, seals, takes, isNew, onKey } = props;
  const [failed, setFailed] = useState(false);
  const { algorithms, kid } = clientKey;
  const fits = !takes || algorithms.some((one) => takes.includes(one));
  const unfit = fits
    ? undefined
    : seals
      ? message('seal_key_kind')
      : message('client_key_unfit', takes.join(', '), algorithms.join(', '));
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
      <PublicKeys clientKey={clientKey} open={isNew} />
      <div class="row">
        <button type="button" onClick={() => void forget()}>
          {message('client_key_forget')}
        </button>
      </div>
    </>
  );
}

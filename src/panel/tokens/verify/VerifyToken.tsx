import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useContext, useId, useRef, useState } from 'preact/hooks';
import { message } from '../../browser.ts';
import { StoreContext } from '../../store-context.ts';
import { InspectedToken } from '../InspectedToken.tsx';
import { keyPlaceOf } from './gather-keys.ts';
import { VerifyTokenView } from './VerifyTokenView.tsx';
import { EMPTY_FORM, type VerifyForm, type VerifySubject } from './verify-subject.ts';
import { type VerifyOutcome, verifyToken } from './verify-token.ts';

interface VerifyTokenProps {
  subject: VerifySubject;
  nowMs: ReadonlySignal<number>;
  /** becomes true once a key fits the signature */
  verified: Signal<boolean>;
}

/** Public keys that verified something: they stand ready for the next pasted token. */
const lastKeys = signal('');

/** Verifies a token. Keys that are typed live as long as this is shown, public ones as long as the panel. */
export function VerifyToken({ subject, nowMs, verified }: VerifyTokenProps) {
  const client = useContext(StoreContext)?.client;
  const id = useId();
  const pasted = subject.kind === 'pasted';
  const jwt = pasted ? subject.named.decoded.kind === 'jwt' : subject.token.jwt !== undefined;
  const [form, setForm] = useState<VerifyForm>(() => ({
    ...EMPTY_FORM,
    keys: pasted && jwt ? lastKeys.peek() : '',
  }));
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<VerifyOutcome>();
  const tries = useRef(0);
  /** What comes of it all the same is looked at by nobody. */
  const cancel = () => {
    tries.current += 1;
    setBusy(false);
  };
  const verify = async () => {
    if (busy) return;
    setBusy(true);
    tries.current += 1;
    const now = tries.current;
    const result = await verifyToken(client, subject, form, nowMs.peek());
    if (now !== tries.current) return;
    setBusy(false);
    setOutcome(result);
    // The boxes for what was missing.
    if (result.problems.length > 0) setOpen(true);
    verified.value = result.verified;
    if (result.verified && !/"d"|PRIVATE|"k"/.test(form.keys)) lastKeys.value = form.keys;
  };
  const place = keyPlaceOf(subject);
  const { inside } = outcome ?? {};
  return (
    <VerifyTokenView
      id={id}
      name={nameOf(subject)}
      doing={jwt ? 'verify' : 'open'}
      place={jwt ? (place?.jwksUri ?? place?.metadata ?? place?.issuer) : undefined}
      asksForIdToken={pasted && jwt}
      form={form}
      open={open}
      busy={busy}
      outcome={outcome}
      onForm={(change) => setForm({ ...form, ...change })}
      onVerify={() => void verify()}
      onCancel={cancel}
    >
      {inside &&
        (inside.decoded.kind === 'opaque' ? (
          <pre class="mono" dir="ltr">
            {inside.text}
          </pre>
        ) : (
          <InspectedToken
            label={nameOf(subject)}
            named={{ name: insideName(subject), token: inside.text, decoded: inside.decoded }}
            alone={false}
            nowMs={nowMs}
          />
        ))}
    </VerifyTokenView>
  );
}

function nameOf(subject: VerifySubject): string {
  return subject.kind === 'flow' ? message(`token_name_${subject.token.kind}`) : subject.label;
}

function insideName(subject: VerifySubject): string {
  return subject.kind === 'flow' ? subject.token.kind : subject.named.name;
}

import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../../core/messages.ts';
import { message } from '../../browser.ts';
import { FindingList } from '../../findings/FindingList.tsx';
import { SecretInput } from '../../new-flow/SecretInput.tsx';
import { TextField } from '../../new-flow/TextField.tsx';
import { Busy } from '../../ui/Busy.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RawText } from '../../ui/RawText.tsx';
import { CheckList } from './CheckList.tsx';
import type { VerifyForm } from './verify-subject.ts';
import type { VerifyOutcome } from './verify-token.ts';

export interface VerifyTokenViewProps {
  id: string;
  /** of the token, in words */
  name: string;
  /** a signature is verified, what is encrypted is opened */
  doing: 'verify' | 'open';
  /** where the profile says that keys lie */
  place: string | undefined;
  /** what a flow knows, a person need not type */
  asksForIdToken: boolean;
  form: VerifyForm;
  open: boolean;
  busy: boolean;
  outcome: VerifyOutcome | undefined;
  onForm(change: Partial<VerifyForm>): void;
  onVerify(): void;
  /** gives up what is under way */
  onCancel(): void;
  /** what was inside */
  children?: ComponentChildren;
}

/** Verifies a token with keys from the person or the profile, and says what came of it. */
export function VerifyTokenView(props: VerifyTokenViewProps) {
  const { name, doing, place, open, busy, outcome, onVerify, onCancel, children } = props;
  const label = message(doing === 'verify' ? 'verify_label' : 'verify_label_open', name);
  return (
    <section class="stack tight" aria-label={label}>
      <div class="row">
        <button type="button" aria-disabled={busy} aria-busy={busy} onClick={onVerify}>
          <Icon name="key" />
          {message(doing === 'verify' ? 'verify_button' : 'verify_button_open')}
        </button>
        {busy && <Busy onCancel={onCancel} />}
        {place !== undefined && <span class="subtle">{message('verify_place', place)}</span>}
      </div>
      <details open={open}>
        <summary>{message('verify_means')}</summary>
        <Means {...props} />
      </details>
      <div role="status" class="stack tight">
        {outcome?.problems.map((problem) => (
          <p key={problem} class="problem">
            {problem}
          </p>
        ))}
        {outcome?.sentence && (
          <p class={`check ${outcome.good ? 'ok' : 'error'}`}>
            <Icon name={outcome.good ? 'check' : 'error'} />
            <span>{outcome.sentence}</span>
          </p>
        )}
        {outcome && outcome.checks.length > 0 && <CheckList checks={outcome.checks} />}
      </div>
      {outcome && outcome.findings.length > 0 && (
        <FindingList label={message('verify_findings', name)} findings={outcome.findings} />
      )}
      {children}
    </section>
  );
}

function Means({ id, doing, asksForIdToken, form, onForm }: VerifyTokenViewProps) {
  const of = (name: keyof VerifyForm) => ({
    id: `${id}-${name}`,
    value: form[name],
    onValue: (value: string) => onForm({ [name]: value }),
  });
  const box = (name: 'keys' | 'binding', label: MessageKey, hint?: MessageKey) => {
    const { onValue, ...field } = of(name);
    return (
      <Field id={field.id} label={message(label)} hint={hint && message(hint)}>
        <RawText {...field} rows={3} onText={onValue} />
      </Field>
    );
  };
  const verifies = doing === 'verify';
  return (
    <div class="stack tight">
      {verifies
        ? box('keys', 'verify_keys', 'verify_keys_hint')
        : box('keys', 'verify_own_key', 'verify_own_key_hint')}
      {verifies && <TextField {...of('address')} label={message('verify_address')} />}
      <Field id={`${id}-secret`} label={message('verify_secret')}>
        <SecretInput {...of('secret')} />
      </Field>
      {verifies && box('binding', 'verify_binding')}
      {asksForIdToken &&
        LINES.map(([name, label]) => <TextField key={name} {...of(name)} label={message(label)} />)}
    </div>
  );
}

/** What only a person knows of a pasted ID token. */
const LINES = [
  ['issuer', 'verify_issuer'],
  ['clientId', 'new_flow_client_id'],
  ['nonce', 'bank_nonce'],
] as const;

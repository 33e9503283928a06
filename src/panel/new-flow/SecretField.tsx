import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { changeSecrets } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { SecretInput } from './SecretInput.tsx';
import type { SectionProps } from './section-props.ts';

interface SecretFieldProps extends SectionProps {
  /** the chosen client had a secret, which went with the browser that closed */
  gone: boolean;
}

/** The client secret, hidden until its button is pressed. */
export function SecretField({ form, change, problemOf, gone }: SecretFieldProps) {
  const id = fieldId('clientSecret');
  const { clientSecret } = form.secrets;
  return (
    <Field
      id={id}
      label={message('new_flow_client_secret')}
      hint={message(
        gone && clientSecret === '' ? 'new_flow_client_secret_gone' : 'new_flow_client_secret_hint',
      )}
      error={problemOf(id)}
    >
      <SecretInput
        id={id}
        value={clientSecret}
        onValue={(value) => change(changeSecrets(form, { clientSecret: value }))}
      />
    </Field>
  );
}

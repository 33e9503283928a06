import {
  type ClientAuthentication,
  clientAuthenticationSchema,
  takesMethod,
} from '../../core/banks/grant.ts';
import { type KeyAlgorithm, keyAlgorithmSchema } from '../../core/clients/client-key.ts';
import { apiSignature } from '../../core/oauth/http-signature.ts';
import { message } from '../browser.ts';
import { KeyPart, SealKeyPart } from '../clients/KeyPart.tsx';
import { TermHint } from '../help/Term.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Choice } from './Choice.tsx';
import { ClientChoice } from './ClientChoice.tsx';
import { chosenClient } from './choose-client.ts';
import type { ClientCommands } from './client-commands.ts';
import { changeDraft, signsHere, signsRequests, usesClientSecret } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { RedirectField } from './RedirectField.tsx';
import { SaveClient } from './SaveClient.tsx';
import { SecretField } from './SecretField.tsx';
import type { SectionProps } from './section-props.ts';
import { keyAlgorithmsOf } from './security-switches.ts';
import { TextField } from './TextField.tsx';

interface ClientSectionProps extends SectionProps {
  commands: ClientCommands;
}

/** Authentications that need a signature. */
const SIGNED: readonly ClientAuthentication[] = [
  'private_key_jwt',
  'http_signature',
  'self_signed_jwt',
];

/** Who asks: the client as the bank has it on file. */
export function ClientSection({ commands, ...section }: ClientSectionProps) {
  const { form, change, problemOf, highlighted } = section;
  const { profile, draft } = form;
  const client = chosenClient(form, commands.clients);
  const signs = signsRequests(form);
  const Key = signs ? KeyPart : SealKeyPart;
  return (
    <section class="form-section" aria-label={message('new_flow_client_section')}>
      <div class="wide">
        <ClientChoice form={form} commands={commands} />
      </div>
      <MethodChoice form={form} change={change} />
      <div class="wide">
        <TextField
          id={fieldId('clientId')}
          label={message('new_flow_client_id')}
          value={draft.clientId}
          placeholder={profile.clientId.example}
          onValue={(clientId) => change(changeDraft(form, { clientId }))}
          error={problemOf(fieldId('clientId'))}
          parameter="client_id"
          highlighted={highlighted}
        />
      </div>
      {usesClientSecret(draft) && (
        <div class="wide">
          <SecretField {...section} gone={client?.secretIs === 'gone'} />
        </div>
      )}
      {(signs || apiSignature(profile)?.headers) && (
        <div class="wide">
          <Key
            id={fieldId('clientKey')}
            clientKey={draft.clientKey}
            commands={commands.keys}
            error={problemOf(fieldId('clientKey'))}
            takes={keyAlgorithms(form)}
            onKey={(clientKey) => change(changeDraft(form, { clientKey }))}
          />
        </div>
      )}
      {draft.grant === 'authorization_code' && <RedirectField {...section} client={client} />}
      {profile.clientCertificate === 'required' && (
        <p class="wide form-note">
          <Icon name="key" />
          <span>{message('new_flow_certificate_note')}</span>
        </p>
      )}
      <SaveClient form={form} commands={commands} />
    </section>
  );
}

/** What a new key is offered for: what the bank takes of what browsers make, the bank's best first. */
function keyAlgorithms(form: SectionProps['form']): KeyAlgorithm[] | undefined {
  const made: readonly KeyAlgorithm[] = keyAlgorithmSchema.options;
  const fit = keyAlgorithmsOf(form)?.flatMap((name) => made.find((one) => one === name) ?? []);
  return fit && fit.length > 0 ? fit : undefined;
}

/** How the client proves who it is, where the profile leaves a choice; and what of it is not run here. */
function MethodChoice({ form, change }: Pick<SectionProps, 'form' | 'change'>) {
  const methods = clientAuthenticationSchema.options.filter((one) =>
    takesMethod(form.profile, one),
  );
  const { clientAuthentication } = form.draft;
  const explained = SIGNED.includes(clientAuthentication) && !signsHere(form) && (
    <p class="form-note" id={fieldId('signed')}>
      <Icon name="info" />
      <span>{message('new_flow_signed_note')}</span>
    </p>
  );
  if (methods.length < 2 && !explained) return null;
  return (
    <div class="wide stack tight">
      {methods.length > 1 && (
        <Choice
          id={fieldId('clientAuthentication')}
          label={message('new_flow_client_authentication')}
          help={<TermHint place="word" name={clientAuthentication} />}
          value={clientAuthentication}
          onValue={(value) => {
            const chosen = methods.find((method) => method === value);
            if (chosen) change(changeDraft(form, { clientAuthentication: chosen }));
          }}
        >
          {methods.map((method) => (
            <option key={method} value={method}>
              {message(`authentication_${method}`)}
            </option>
          ))}
        </Choice>
      )}
      {explained}
    </div>
  );
}

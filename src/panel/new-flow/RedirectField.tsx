import type { SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import { Choice } from './Choice.tsx';
import { changeDraft } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import type { SectionProps } from './section-props.ts';
import { TextField } from './TextField.tsx';

interface RedirectFieldProps extends SectionProps {
  /** the client that the form was filled from */
  client: SavedClient | undefined;
}

/** Where the bank sends the answer; a list where the client has several such addresses. */
export function RedirectField({
  client,
  form,
  change,
  problemOf,
  highlighted,
}: RedirectFieldProps) {
  const { redirectUri } = form.draft;
  const registered = client?.redirectUris ?? [];
  const set = (uri: string) => change(changeDraft(form, { redirectUri: uri }));
  return (
    <div class="wide stack">
      {registered.length > 1 && (
        <Choice
          id={fieldId('registered')}
          label={message('new_flow_registered_redirect_uris')}
          value={registered.includes(redirectUri) ? redirectUri : ''}
          onValue={(uri) => uri !== '' && set(uri)}
        >
          {!registered.includes(redirectUri) && (
            <option value="">{message('new_flow_redirect_uri_other')}</option>
          )}
          {registered.map((uri) => (
            <option key={uri} value={uri}>
              {uri}
            </option>
          ))}
        </Choice>
      )}
      <TextField
        id={fieldId('redirectUri')}
        label={message('new_flow_redirect_uri')}
        value={redirectUri}
        placeholder="https://app.example/callback"
        onValue={set}
        hint={message('new_flow_redirect_uri_hint')}
        error={problemOf(fieldId('redirectUri'))}
        parameter="redirect_uri"
        highlighted={highlighted}
      />
    </div>
  );
}

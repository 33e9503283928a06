import type { SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import { PublicKeys } from '../clients/PublicKeys.tsx';
import { Icon } from '../ui/Icon.tsx';

interface ClientRowProps {
  client: SavedClient;
  nameOf(profileId: string): string;
  onEdit(): void;
  onDelete(): void;
}

/** What is known of one client. */
export function ClientRow({ client, nameOf, onEdit, onDelete }: ClientRowProps) {
  const { label, clientId, redirectUris, clientAuthentication, key, certificate, usedFor } = client;
  const list = new Intl.ListFormat(message('locale_tag'), { type: 'unit' });
  return (
    <>
      <div class="stack tight">
        <h3>{label}</h3>
        <dl class="facts">
          <dt>{message('new_flow_client_id')}</dt>
          <dd class="mono" dir="ltr">
            {clientId}
          </dd>
          {redirectUris.length > 0 && (
            <>
              <dt>{message('settings_client_redirect_uris')}</dt>
              <dd class="mono" dir="ltr">
                {redirectUris.map((uri) => (
                  <div key={uri}>{uri}</div>
                ))}
              </dd>
            </>
          )}
          <dt>{message('new_flow_client_authentication')}</dt>
          <dd>{message(`authentication_${clientAuthentication}`)}</dd>
          <dt>{message('settings_client_secret')}</dt>
          <dd>{message(`client_secret_${client.secretIs}`)}</dd>
          {key && (
            <>
              <dt>{message('client_key')}</dt>
              <dd>
                {key.algorithms.join(', ')} <span class="mono">{key.kid}</span>
                <PublicKeys clientKey={key} />
              </dd>
            </>
          )}
          {certificate && (
            <>
              <dt>{message('settings_client_certificate')}</dt>
              <dd>
                <span class="mono">{certificate.organizationIdentifier}</span> {certificate.note}
              </dd>
            </>
          )}
          <dt>{message('settings_client_used')}</dt>
          <dd>
            {usedFor.length === 0
              ? message('settings_client_used_never')
              : list.format(usedFor.map(nameOf))}
          </dd>
        </dl>
      </div>
      <div class="row">
        <button type="button" aria-label={message('settings_client_edit', label)} onClick={onEdit}>
          {message('action_edit')}
        </button>
        <button
          type="button"
          class="quiet icon-only"
          aria-label={message('settings_client_delete', label)}
          title={message('settings_client_delete', label)}
          onClick={onDelete}
        >
          <Icon name="trash" />
        </button>
      </div>
    </>
  );
}

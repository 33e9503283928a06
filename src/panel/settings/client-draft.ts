import type { ClientAuthentication } from '../../core/banks/grant.ts';
import type { Client, SavedClient } from '../../core/clients/client.ts';
import type { ClientKey } from '../../core/clients/client-key.ts';
import { clientOf } from '../../core/clients/saved-client.ts';
import { usesClientSecret } from '../new-flow/draft-form.ts';

/** A client as the form in Settings has it: text by text. */
export interface ClientDraft {
  label: string;
  clientId: string;
  /** one a line */
  redirectUris: string;
  clientAuthentication: ClientAuthentication;
  key: ClientKey | undefined;
  organizationIdentifier: string;
  certificateNote: string;
  /** typed anew; empty: the one in memory stays */
  secret: string;
  secretInMemory: 'keep' | 'forget';
}

export function draftOf(client: SavedClient | undefined): ClientDraft {
  return {
    label: client?.label ?? '',
    clientId: client?.clientId ?? '',
    redirectUris: client?.redirectUris.join('\n') ?? '',
    clientAuthentication: client?.clientAuthentication ?? 'client_secret_post',
    key: client?.key,
    organizationIdentifier: client?.certificate?.organizationIdentifier ?? '',
    certificateNote: client?.certificate?.note ?? '',
    secret: '',
    secretInMemory: 'keep',
  };
}

/** The client that a draft describes; what the form does not ask for stays as it was. */
export function clientFrom(
  draft: ClientDraft,
  base: SavedClient | Pick<Client, 'id' | 'createdAtMs'>,
): Client {
  const before = 'clientId' in base ? clientOf(base) : { ...base, usedFor: [] };
  const {
    certificate: _before,
    key: _key,
    ...others
  } = {
    certificate: undefined,
    key: undefined,
    ...before,
  };
  const organizationIdentifier = draft.organizationIdentifier.trim();
  const note = draft.certificateNote.trim();
  return {
    ...others,
    label: draft.label.trim(),
    clientId: draft.clientId.trim(),
    redirectUris: draft.redirectUris
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    clientAuthentication: draft.clientAuthentication,
    ...(draft.key && { key: draft.key }),
    ...(organizationIdentifier + note !== '' && { certificate: { organizationIdentifier, note } }),
  };
}

/** What becomes of the secret: a new value, none any more (empty), or no change (`undefined`). */
export function secretFrom(draft: ClientDraft): string | undefined {
  if (!usesClientSecret(draft)) return '';
  if (draft.secret !== '') return draft.secret;
  return draft.secretInMemory === 'forget' ? '' : undefined;
}

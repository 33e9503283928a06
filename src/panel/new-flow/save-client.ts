import type { Client, SavedClient } from '../../core/clients/client.ts';
import { clientOf, usedWith } from '../../core/clients/saved-client.ts';
import { chosenClient, hasMethod, hasRedirectUri, holdsValues } from './choose-client.ts';
import { type DraftForm, usesClientSecret } from './draft-form.ts';

/** What can be saved: values that no saved client has, changes of the chosen one. */
export interface Unsaved {
  asNew: boolean;
  asChange: boolean;
}

export function unsavedValues(form: DraftForm, clients: readonly SavedClient[]): Unsaved {
  if (form.draft.clientId.trim() === '') return { asNew: false, asChange: false };
  const chosen = chosenClient(form, clients);
  const known = clients.some((client) => holdsValues(form, client));
  return {
    asNew: !known,
    asChange:
      chosen !== undefined && (!holdsValues(form, chosen) || changedSecret(form) !== undefined),
  };
}

/** The typed values as a client of their own. */
export function newClient(
  { draft, profile }: DraftForm,
  identity: Pick<Client, 'id' | 'label' | 'createdAtMs'>,
): Client {
  return {
    ...identity,
    clientId: draft.clientId,
    redirectUris: draft.redirectUri === '' ? [] : [draft.redirectUri],
    clientAuthentication: draft.clientAuthentication,
    ...(draft.clientKey && { key: draft.clientKey }),
    usedFor: [profile.id],
  };
}

/** The chosen client with what was typed over it; a redirect URI is added to those it has. */
export function changedClient(form: DraftForm, chosen: SavedClient): Client {
  const { draft, profile } = form;
  const { redirectUris, clientAuthentication } = chosen;
  const { key: _before, ...known } = usedWith(clientOf(chosen), profile.id);
  return {
    ...known,
    ...(draft.clientKey && { key: draft.clientKey }),
    clientId: draft.clientId,
    redirectUris: hasRedirectUri(form, chosen)
      ? redirectUris
      : [...redirectUris, draft.redirectUri],
    clientAuthentication: hasMethod(form, chosen)
      ? clientAuthentication
      : draft.clientAuthentication,
  };
}

/**
 * What a start tells of the chosen client: that it is used with this profile, and the secret that had to
 * be typed again. `undefined` when that is known, or when the flow is not that client's.
 */
export function usedClient(
  form: DraftForm,
  clients: readonly SavedClient[],
): { client: Client; secret?: string } | undefined {
  const chosen = chosenClient(form, clients);
  if (!chosen || !holdsValues(form, chosen)) return undefined;
  const client = usedWith(clientOf(chosen), form.profile.id);
  const secret = chosen.secretIs === 'gone' ? typedSecret(form) : undefined;
  if (secret !== undefined) return { client, secret };
  return chosen.usedFor.includes(form.profile.id) ? undefined : { client };
}

/** The secret that the form sends; `undefined` when it sends none. */
export function typedSecret({ draft, secrets }: DraftForm): string | undefined {
  return usesClientSecret(draft) && secrets.clientSecret !== '' ? secrets.clientSecret : undefined;
}

/** The typed secret, where it is another than the worker has; `undefined` when there is nothing to keep. */
export function changedSecret(form: DraftForm): string | undefined {
  const typed = typedSecret(form);
  return typed === form.client?.secret ? undefined : typed;
}

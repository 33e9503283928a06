import { takesMethod } from '../../core/banks/grant.ts';
import { type ClientFit, clientFit } from '../../core/clients/check-client.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import { changeSecrets, type DraftForm } from './draft-form.ts';

/** Clients by how well they suit the form's profile; the best first, empty groups left out. */
export function clientGroups(
  { profile }: Pick<DraftForm, 'profile'>,
  clients: readonly SavedClient[],
): [fit: ClientFit, clients: SavedClient[]][] {
  const fits: ClientFit[] = ['used', 'method_fits', 'other'];
  return fits.flatMap((fit): [ClientFit, SavedClient[]][] => {
    const members = clients.filter((client) => clientFit(client, profile) === fit);
    return members.length > 0 ? [[fit, members]] : [];
  });
}

/** The saved client that the form was filled from, if it still exists. */
export function chosenClient(
  { client }: Pick<DraftForm, 'client'>,
  clients: readonly SavedClient[],
): SavedClient | undefined {
  return client && clients.find(({ id }) => id === client.id);
}

/** The form with a client's values. Its secret comes later, from the worker; another client's goes now. */
export function chooseClient(form: DraftForm, client: SavedClient): DraftForm {
  const { draft, profile, secrets } = form;
  const { clientId, redirectUris, clientAuthentication } = client;
  const registered = redirectUris.includes(draft.redirectUri);
  const offered = takesMethod(profile, clientAuthentication);
  return {
    ...form,
    client: { id: client.id, secret: '' },
    draft: {
      ...draft,
      clientId,
      redirectUri: registered ? draft.redirectUri : (redirectUris[0] ?? draft.redirectUri),
      ...(offered && { clientAuthentication }),
      clientKey: client.key,
    },
    secrets: {
      ...secrets,
      clientSecret: clientId === draft.clientId ? secrets.clientSecret : '',
    },
  };
}

/** No saved client any more; what it filled in stays. */
export function leaveClient(form: DraftForm): DraftForm {
  return { ...form, client: undefined };
}

/** The secret that the worker remembered of a client, if the form still is that client's. */
export function receiveSecret(form: DraftForm, clientKey: string, secret: string): DraftForm {
  if (form.client?.id !== clientKey) return form;
  const client = { id: clientKey, secret };
  return { ...changeSecrets(form, { clientSecret: secret }), client };
}

/** The client whose values the form has, among those that were used with this profile. */
export function clientLike(
  form: DraftForm,
  clients: readonly SavedClient[],
): SavedClient | undefined {
  return clients.find(
    (client) => client.usedFor.includes(form.profile.id) && holdsValues(form, client),
  );
}

/** True when the form has a client's values, or has what it can take over of them. */
export function holdsValues(form: DraftForm, client: SavedClient): boolean {
  const { clientId, clientKey } = form.draft;
  return (
    clientId === client.clientId &&
    JSON.stringify(clientKey) === JSON.stringify(client.key) &&
    hasMethod(form, client) &&
    hasRedirectUri(form, client)
  );
}

/** A method that the profile does not offer could not be taken over, so that it is no difference. */
export function hasMethod(
  { profile, draft }: DraftForm,
  { clientAuthentication }: SavedClient,
): boolean {
  if (!takesMethod(profile, clientAuthentication)) return true;
  return draft.clientAuthentication === clientAuthentication;
}

export function hasRedirectUri({ draft }: DraftForm, { redirectUris }: SavedClient): boolean {
  if (draft.grant !== 'authorization_code' || draft.redirectUri === '') return true;
  return redirectUris.includes(draft.redirectUri);
}

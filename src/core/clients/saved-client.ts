import type { Client, SavedClient } from './client.ts';

/** The client, known to be used with a profile too. */
export function usedWith<Known extends Pick<Client, 'usedFor'>>(
  client: Known,
  profileId: string,
): Known {
  const { usedFor } = client;
  return usedFor.includes(profileId) ? client : { ...client, usedFor: [...usedFor, profileId] };
}

/** What is saved of a client: without what the worker adds. */
export function clientOf({ secret: _secret, secretIs: _is, ...client }: SavedClient): Client {
  return client;
}

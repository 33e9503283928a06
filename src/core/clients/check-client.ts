import type { BankProfile } from '../banks/bank-profile.ts';
import { takesMethod } from '../banks/grant.ts';
import type { ClientInUse } from '../lint/bank-use.ts';
import type { Client } from './client.ts';

/** How well a client suits a profile: it was used there, could be by its authentication, or not even that. */
export type ClientFit = 'used' | 'method_fits' | 'other';

export function clientFit(
  { usedFor, clientAuthentication }: Pick<Client, 'usedFor' | 'clientAuthentication'>,
  profile: Pick<BankProfile, 'id' | 'clientAuthentication'>,
): ClientFit {
  if (usedFor.includes(profile.id)) return 'used';
  return takesMethod(profile, clientAuthentication) ? 'method_fits' : 'other';
}

/**
 * What the linter needs of a client: nothing of it is secret. Clients that have the same redirect URI on
 * file count too, since answers of their banks come to that address as well.
 */
export function clientInUse(
  client: Client,
  all: readonly Client[],
  redirectUri: string,
): ClientInUse {
  const { redirectUris, certificate } = client;
  const sharing = all.filter((other) => other.redirectUris.includes(redirectUri));
  return {
    redirectUris: redirectUris.length > 0 ? redirectUris : undefined,
    organizationIdentifier: certificate?.organizationIdentifier || undefined,
    usedForBanks: [...new Set([client, ...sharing].flatMap(({ usedFor }) => usedFor))],
  };
}

/** What is wrong with a client that somebody wants to save: a field, and why. */
export interface ClientFault {
  field: 'label' | 'clientId' | 'redirectUris' | 'organizationIdentifier';
  kind: 'empty' | RedirectUriFault | 'organization_identifier';
  /** the value that is wrong; empty when it is missing */
  value: string;
}

type RedirectUriFault = 'not_absolute' | 'has_fragment' | 'has_credentials';

/** Every fault, in the order of the fields. */
export function findClientFaults(client: Client): ClientFault[] {
  const { label, clientId, redirectUris, certificate } = client;
  const faults: ClientFault[] = [];
  if (label.trim() === '') faults.push({ field: 'label', kind: 'empty', value: '' });
  if (clientId.trim() === '') faults.push({ field: 'clientId', kind: 'empty', value: '' });
  for (const uri of redirectUris) {
    const kind = redirectUriFault(uri);
    if (kind) faults.push({ field: 'redirectUris', kind, value: withoutCredentials(uri) });
  }
  const value = certificate?.organizationIdentifier ?? '';
  if (value !== '' && !isOrganizationIdentifier(value)) {
    faults.push({ field: 'organizationIdentifier', kind: 'organization_identifier', value });
  }
  return faults;
}

/** Why a redirect URI cannot be registered anywhere. @see RFC 6749 §3.1.2 */
function redirectUriFault(uri: string): RedirectUriFault | undefined {
  if (!URL.canParse(uri)) return 'not_absolute';
  if (uri.includes('#')) return 'has_fragment';
  const { username, password } = new URL(uri);
  return username !== '' || password !== '' ? 'has_credentials' : undefined;
}

function withoutCredentials(uri: string): string {
  return uri.replace(/\/\/[^/]*@/, '//…@');
}

/** Scheme, country, and at payment service providers the authority: `PSDFR-ACPR-12345`. @see ETSI TS 119 495 §5.2.1 */
function isOrganizationIdentifier(text: string): boolean {
  return text.startsWith('PSD')
    ? /^PSD[A-Z]{2}-[A-Z]{2,8}-\S+$/.test(text)
    : /^[A-Z]{5}-\S+$/.test(text);
}

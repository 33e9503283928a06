import type { Consent, ConsentStore } from '../consents/consent-store.ts';
import type { RequestSubject } from './request-subject.ts';

/** Path below which consents live. */
export const consentsPath = '/psd2/consent/v1/consents';

/** Ways to log in; offered for every bank, and here all the same. */
export const scaMethods = [
  {
    authenticationType: 'PUSH_OTP',
    authenticationMethodId: 'mbid',
    name: 'Mobile BankID',
  },
  {
    authenticationType: 'PUSH_OTP',
    authenticationMethodId: 'mbid_same_device',
    name: 'Mobile BankID on the same device',
  },
] as const;

/** One attempt to have a consent approved. The API writes the word with an s. */
export interface Authorisation {
  authorisationId: string;
  scaStatus: 'received' | 'started' | 'finalised' | 'failed';
}

/** What the platform keeps beside a consent. */
interface ConsentDetails {
  subject: RequestSubject;
  authorisations: Map<string, Authorisation>;
}

export type PlatformConsent = Consent<ConsentDetails>;
export type PlatformConsents = ConsentStore<ConsentDetails>;

/** The address of a consent. @param issuer the platform's origin */
export function consentAddress(issuer: string, { consentId }: PlatformConsent): string {
  return `${issuer}${consentsPath}/${consentId}`;
}

/** The scope that asks for a consent's approval. */
export function scopeOf({ details }: PlatformConsent): string {
  return `accountinformation ${details.subject.context}`;
}

/**
 * The address template that the client fills in, with the brackets as they are.
 *
 * @param issuer the platform's origin
 */
export function authorizationUrlTemplate(
  issuer: string,
  consent: PlatformConsent,
  { authorisationId }: Authorisation,
): string {
  const { bicFi } = consent.details.subject;
  const acrValues = `idp:${bicFi} consentId:${consent.consentId} consentAuthorisationId:${authorisationId}`;
  const parameters = [
    'client_id=[CLIENT_ID]',
    `scope=${scopeOf(consent)}`,
    'response_type=code',
    'redirect_uri=[TPP_REDIRECT_URI]',
    'state=[TPP_STATE]',
    `acr_values=${acrValues}`,
  ];
  return `${issuer}/connect/authorize?${parameters.join('&').replaceAll(' ', '%20')}`;
}

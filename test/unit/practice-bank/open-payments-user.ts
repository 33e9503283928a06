import { openPaymentsClient } from '../../practice-bank/clients.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import { obtainCode } from './bank-user.ts';
import { type LocalAnswer, type LocalRequest, send } from './local-client.ts';

export const consentRequest = {
  access: {},
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

/** Sends a token request with a form body. */
export function requestToken(
  bank: PracticeBank,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<LocalAnswer> {
  return send(`${bank.urls.openPayments}/connect/token`, {
    form: { ...openPaymentsClient, ...form },
    headers,
  });
}

/** Headers of every call about consents and accounts, with a new token for the scope. */
export async function subjectHeaders(
  bank: PracticeBank,
  scope = 'accountinformation private',
): Promise<Record<string, string>> {
  const token = (await requestToken(bank, { grant_type: 'client_credentials', scope })).json();
  return {
    authorization: `Bearer ${token.access_token}`,
    'X-Request-ID': 'request-1',
    'X-BicFi': 'PRACSES1',
    'PSU-IP-Address': '192.0.2.1',
    'PSU-User-Agent': 'practice',
    ...(scope.includes('corporate') ? { 'PSU-Corporate-ID': '9999999990' } : {}),
  };
}

/** Calls the platform's API below `/psd2`. */
export function callApi(
  bank: PracticeBank,
  path: string,
  options: LocalRequest,
): Promise<LocalAnswer> {
  return send(`${bank.urls.openPayments}/psd2${path}`, options);
}

/** A consent and an authorisation that has been started, with the address template. */
export interface StartedConsent {
  headers: Record<string, string>;
  consentId: string;
  authorisationId: string;
  template: string;
}

/** Creates a consent and starts an authorisation. */
export async function startConsent(
  bank: PracticeBank,
  headers: Record<string, string>,
): Promise<StartedConsent> {
  const path = '/consent/v1/consents';
  const created = await callApi(bank, path, { headers, json: consentRequest });
  const consentId = String(created.json().consentId);
  const authorisations = `${path}/${consentId}/authorisations`;
  const authorisation = await callApi(bank, authorisations, { method: 'POST', headers });
  const authorisationId = String(authorisation.json().authorisationId);
  const chosen = await callApi(bank, `${authorisations}/${authorisationId}`, {
    method: 'PUT',
    headers,
    json: { authenticationMethodId: 'mbid' },
  });
  const links = chosen.json()._links as { scaOAuth: { href: string } };
  return { headers, consentId, authorisationId, template: links.scaOAuth.href };
}

/** The template with its brackets filled in. */
export function fillTemplate(bank: PracticeBank, template: string): string {
  return template
    .replace('[CLIENT_ID]', openPaymentsClient.client_id)
    .replace('[TPP_REDIRECT_URI]', encodeURIComponent(`${bank.urls.app}/callback`))
    .replace('[TPP_STATE]', 'state-1');
}

/** Logs in and approves; gives the code. */
export function obtainConsentCode(bank: PracticeBank, { template }: StartedConsent) {
  return obtainCode(fillTemplate(bank, template));
}

/** Exchanges a code. */
export function exchange(
  bank: PracticeBank,
  code: string,
  { consentId, authorisationId }: StartedConsent,
  changes: { form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<LocalAnswer> {
  const headers = { 'X-ConsentId': consentId, 'X-ConsentAuthorisationId': authorisationId };
  return requestToken(
    bank,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${bank.urls.app}/callback`,
      scope: 'accountinformation private',
      ...changes.form,
    },
    { ...headers, ...changes.headers },
  );
}

/** Asks for the accounts of a consent. */
export function listAccounts(
  bank: PracticeBank,
  { headers, consentId }: Pick<StartedConsent, 'headers' | 'consentId'>,
): Promise<LocalAnswer> {
  return callApi(bank, '/accountinformation/v1/accounts', {
    headers: { ...headers, 'Consent-ID': consentId },
  });
}

/** What the platform says of a consent and of its authorisation now. */
export async function readStatuses(
  bank: PracticeBank,
  { headers, consentId, authorisationId }: StartedConsent,
): Promise<unknown[]> {
  const path = `/consent/v1/consents/${consentId}`;
  const consent = await callApi(bank, `${path}/status`, { headers });
  const authorisation = await callApi(bank, `${path}/authorisations/${authorisationId}`, {
    headers,
  });
  return [consent.json().consentStatus, authorisation.json().scaStatus];
}

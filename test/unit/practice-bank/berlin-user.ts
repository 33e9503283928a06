import { createHash } from 'node:crypto';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import { obtainCode } from './bank-user.ts';
import { type LocalAnswer, type LocalRequest, send } from './local-client.ts';

/** 43 characters, as short as a verifier may be. @see RFC 7636 §4.1 */
export const verifier = 'practice-verifier-practice-verifier-practic';

export const consentRequest = {
  access: { availableAccounts: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

/** Calls the bank's API with an `X-Request-ID`. */
export function callApi(
  bank: PracticeBank,
  path: string,
  { headers, ...options }: LocalRequest = {},
): Promise<LocalAnswer> {
  const sent = { 'x-request-id': 'request-1', ...headers };
  return send(`${bank.urls.berlin}/v1${path}`, { ...options, headers: sent });
}

/** Creates a consent; gives its id. */
export async function createConsent(bank: PracticeBank, changes: object = {}): Promise<string> {
  const json = { ...consentRequest, ...changes };
  return String((await callApi(bank, '/consents', { json })).json().consentId);
}

/** What the bank says of a consent now. */
export async function consentStatus(bank: PracticeBank, consentId: string): Promise<unknown> {
  return (await callApi(bank, `/consents/${consentId}/status`)).json().consentStatus;
}

/** A good authorization URL; `undefined` leaves a parameter out. */
export function authorizationUrl(
  bank: PracticeBank,
  consentId: string,
  changes: Record<string, string | undefined> = {},
): string {
  const url = new URL('/authorize', bank.urls.berlin);
  const parameters = {
    response_type: 'code',
    client_id: 'PSDDE-BAFIN-123456',
    redirect_uri: `${bank.urls.app}/callback`,
    scope: `AIS:${consentId}`,
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Sends a token request. */
export function requestToken(
  bank: PracticeBank,
  form: Record<string, string>,
): Promise<LocalAnswer> {
  return send(`${bank.urls.berlin}/token`, { form: { client_id: 'PSDDE-BAFIN-123456', ...form } });
}

/** Exchanges a code. */
export function exchange(
  bank: PracticeBank,
  code: string,
  changes: Record<string, string> = {},
): Promise<LocalAnswer> {
  return requestToken(bank, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${bank.urls.app}/callback`,
    code_verifier: verifier,
    ...changes,
  });
}

/** A whole flow: a new consent and its tokens. */
export async function obtainTokens(bank: PracticeBank, changes: object = {}) {
  const consentId = await createConsent(bank, changes);
  const answer = await exchange(bank, await obtainCode(authorizationUrl(bank, consentId)));
  const { access_token, refresh_token } = answer.json();
  return {
    consentId,
    access_token: String(access_token),
    refresh_token: String(refresh_token),
  };
}

/** Asks for the accounts. */
export function listAccounts(
  bank: PracticeBank,
  { consentId, access_token }: { consentId?: string; access_token?: string },
): Promise<LocalAnswer> {
  const headers: Record<string, string> = {};
  if (consentId !== undefined) headers['consent-id'] = consentId;
  if (access_token !== undefined) headers.authorization = `Bearer ${access_token}`;
  return callApi(bank, '/accounts', { headers });
}

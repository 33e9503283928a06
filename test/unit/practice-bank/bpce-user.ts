import { bpceClientIds } from '../../practice-bank/clients.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import { obtainCode } from './bank-user.ts';
import { type LocalAnswer, send } from './local-client.ts';

export { decide, obtainCode, post, redirectParameters } from './bank-user.ts';

export const clientId = bpceClientIds[0];

/** The redirect URI of the practice app. */
export function appRedirectUri(bank: PracticeBank): string {
  return `${bank.urls.app}/callback`;
}

/** A good authorization URL; `undefined` leaves a parameter out. */
export function authorizationUrl(
  bank: PracticeBank,
  changes: Record<string, string | undefined> = {},
  bankCode = '17515',
): string {
  const url = new URL('/stet/psd2/oauth/authorize', bank.urls.bpce(bankCode));
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: appRedirectUri(bank),
    scope: 'aisp',
    state: 'state-1',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Sends a token request with a form body. */
export function requestToken(
  bank: PracticeBank,
  form: Record<string, string>,
  bankCode = '17515',
): Promise<LocalAnswer> {
  return send(`${bank.urls.bpce(bankCode)}/stet/psd2/oauth/token`, { form });
}

/** Exchanges a code. */
export function exchange(
  bank: PracticeBank,
  code: string,
  changes: Record<string, string> = {},
  bankCode = '17515',
): Promise<LocalAnswer> {
  return requestToken(
    bank,
    {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: appRedirectUri(bank),
      ...changes,
    },
    bankCode,
  );
}

/** A whole flow: the tokens of a new consent. */
export async function obtainTokens(
  bank: PracticeBank,
  scope = 'aisp',
): Promise<{ access_token: string; refresh_token: string }> {
  const answer = await exchange(bank, await obtainCode(authorizationUrl(bank, { scope })));
  const { access_token, refresh_token } = answer.json();
  return { access_token: String(access_token), refresh_token: String(refresh_token) };
}

/** Refreshes. */
export function refresh(bank: PracticeBank, refresh_token: string): Promise<LocalAnswer> {
  return requestToken(bank, { grant_type: 'refresh_token', client_id: clientId, refresh_token });
}

/** Calls a resource path of the STET API with a token. */
export function callResource(
  bank: PracticeBank,
  path: string,
  accessToken?: string,
  bankCode = '17515',
): Promise<LocalAnswer> {
  const headers: Record<string, string> =
    accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  return send(`${bank.urls.bpce(bankCode)}/stet/psd2/v1.6.2${path}`, { headers });
}

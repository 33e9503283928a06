import type { DialectName } from '../../practice-bank/dialects/dialects.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import { decide } from './bank-user.ts';
import { type LocalAnswer, type LocalRequest, send } from './local-client.ts';

type Changes = Record<string, string | undefined>;

/** Every dialect, written out so that the tests do not read the table that they prove. */
export const names = [
  'query-token',
  'json-token',
  'renamed',
  'comma-scope',
  'fragment',
] as const satisfies readonly DialectName[];

const secret = 'practice-secret-not-real';

/** A good authorization URL of one dialect; `undefined` leaves a parameter out. */
export function authorizationUrl(
  bank: PracticeBank,
  name: DialectName,
  changes: Changes = {},
): string {
  const redirectUri = `${bank.urls.app}/callback`;
  const scope = name === 'comma-scope' ? 'accounts,balances' : 'accounts balances';
  const own =
    name === 'renamed'
      ? {
          applicationId: 'practice-client',
          successRedirect: redirectUri,
          errorRedirect: 'http://closed.localhost:2/callback',
        }
      : { response_type: 'code', client_id: 'practice-client', redirect_uri: redirectUri };
  const url = new URL('/authorize', bank.urls.dialect(name));
  url.search = defined({ ...own, scope, state: 'state-1', ...changes }).toString();
  return url.href;
}

/** Sends token parameters where the dialect wants them. */
export function requestToken(
  bank: PracticeBank,
  name: DialectName,
  parameters: Record<string, string>,
): Promise<LocalAnswer> {
  const url = `${bank.urls.dialect(name)}/token`;
  if (name === 'query-token') {
    return send(`${url}?${new URLSearchParams(parameters)}`, { method: 'POST' });
  }
  const isJson = name === 'json-token' || name === 'renamed';
  return send(url, isJson ? { json: parameters } : { form: parameters });
}

/** Parameters that exchange a code. */
export function exchangeParameters(
  bank: PracticeBank,
  name: DialectName,
  code: string,
): Record<string, string> {
  const redirectUri = `${bank.urls.app}/callback`;
  return name === 'renamed'
    ? {
        applicationId: 'practice-client',
        applicationSecret: secret,
        authorizationCode: code,
        grantType: 'authorization_code',
        successRedirect: redirectUri,
      }
    : {
        grant_type: 'authorization_code',
        client_id: 'practice-client',
        client_secret: secret,
        code,
        redirect_uri: redirectUri,
      };
}

/** Parameters that refresh. */
export function refreshParameters(name: DialectName, refresh: string): Record<string, string> {
  return name === 'renamed'
    ? {
        applicationId: 'practice-client',
        applicationSecret: secret,
        grantType: 'refresh_token',
        refresh,
      }
    : {
        grant_type: 'refresh_token',
        client_id: 'practice-client',
        client_secret: secret,
        refresh_token: refresh,
      };
}

/** Logs in and approves; gives the code. */
export async function obtainCode(
  bank: PracticeBank,
  name: DialectName,
  changes: Changes = {},
): Promise<string> {
  const parameters = answerParameters(
    name,
    await decide(authorizationUrl(bank, name, changes), 'approve'),
  );
  const code = parameters[name === 'renamed' ? 'access_code' : 'code'];
  if (code === undefined) throw new Error('The redirect holds no code');
  return code;
}

/** The parameters of a redirect, from where the dialect puts them. */
export function answerParameters(name: DialectName, answer: LocalAnswer): Record<string, string> {
  const { search, hash } = new URL(answer.headers.location ?? '');
  return Object.fromEntries(new URLSearchParams((name === 'fragment' ? hash : search).slice(1)));
}

/** A whole flow; gives the tokens. */
export async function obtainTokens(
  bank: PracticeBank,
  name: DialectName,
  changes: Changes = {},
): Promise<{ access: string; refresh: string }> {
  const code = await obtainCode(bank, name, changes);
  return readTokens(await requestToken(bank, name, exchangeParameters(bank, name, code)));
}

/** The tokens of an answer, whatever their names. */
export function readTokens(answer: LocalAnswer): { access: string; refresh: string } {
  const { access_token, refresh_token, access, refresh } = answer.json();
  return { access: String(access_token ?? access), refresh: String(refresh_token ?? refresh) };
}

/** Asks for the accounts. */
export function listAccounts(
  bank: PracticeBank,
  name: DialectName,
  token?: string,
): Promise<LocalAnswer> {
  const options: LocalRequest =
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  return send(`${bank.urls.dialect(name)}/api/accounts`, options);
}

function defined(parameters: Changes): URLSearchParams {
  const kept = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(kept);
}

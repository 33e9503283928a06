import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { SECRET_MARK } from '../../core/flow/secret.ts';
import { isOwnHeader } from '../../core/oauth/call-edit.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';

/** Made of the whole request, with a key that is not here. */
const SIGNED = ['signature', 'digest'];

/**
 * The headers that a person may change: those of the request, but for what holds a token, then those that
 * the profile names besides.
 */
export function editableHeaders(
  { headers }: Pick<HttpRequest, 'headers'>,
  { apiHeaders = [] }: Pick<BankProfile, 'apiHeaders'>,
): [string, string][] {
  const has = (name: string) =>
    headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
  return [
    ...headers,
    ...apiHeaders.filter(({ name }) => !has(name)).map(({ name }): [string, string] => [name, '']),
  ].filter(
    ([name, value]) =>
      !isOwnHeader(name) && !SIGNED.includes(name.toLowerCase()) && value.search(SECRET_MARK) < 0,
  );
}

import type { BankProfile } from '../banks/bank-profile.ts';
import type { AuthorizationResponse } from './authorization-response.ts';
import type { Parameter } from './parameter.ts';

type RedirectAnswer = NonNullable<BankProfile['redirectAnswer']>;

/** An answer under the names of RFC 6749, where the bank calls its parameters otherwise. */
export function withUsualResponseNames(
  response: AuthorizationResponse,
  names: RedirectAnswer | undefined,
): AuthorizationResponse {
  if (!names) return response;
  const usual = new Map<string, string>();
  for (const name of ['code', 'state', 'error', 'error_description'] as const) {
    const own = names[name];
    if (own !== undefined) usual.set(own, name);
  }
  const rename = (parameters: readonly Parameter[]) =>
    parameters.map(({ name, value }) => ({ name: usual.get(name) ?? name, value }));
  const { query, fragment, form } = response;
  return {
    ...response,
    query: rename(query),
    fragment: rename(fragment),
    ...(form ? { form: rename(form) } : {}),
  };
}

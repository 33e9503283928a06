import type { BankProfile } from '../banks/bank-profile.ts';
import type { AuthorizationResponse } from './authorization-response.ts';
import type { Parameter } from './parameter.ts';
import { type OpenedResponse, openResponse } from './signed-response.ts';

type RedirectAnswer = NonNullable<BankProfile['redirectAnswer']>;

/** An answer, out of its JWT, under the names of RFC 6749, where the bank calls its parameters otherwise. */
export function withUsualResponseNames(
  received: AuthorizationResponse,
  names: RedirectAnswer | undefined,
): OpenedResponse {
  return rename(openResponse(rename(received, names)), names);
}

function rename<Response extends AuthorizationResponse>(
  response: Response,
  names: RedirectAnswer | undefined,
): Response {
  if (!names) return response;
  const usual = new Map<string, string>();
  for (const name of ['code', 'state', 'error', 'error_description'] as const) {
    const own = names[name];
    if (own !== undefined) usual.set(own, name);
  }
  const renamed = (parameters: readonly Parameter[]) =>
    parameters.map(({ name, value }) => ({ name: usual.get(name) ?? name, value }));
  const { query, fragment, form } = response;
  return {
    ...response,
    query: renamed(query),
    fragment: renamed(fragment),
    ...(form ? { form: renamed(form) } : {}),
  };
}

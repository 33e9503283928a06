import type { AuthorizationResponse } from './authorization-response.ts';
import { type Parameter, valuesOf } from './parameter.ts';

/** An answer with what stands in its JWT in place of that, and the JWT: nothing is verified. */
export interface OpenedResponse extends AuthorizationResponse {
  jwt?: string;
}

const OUTSIDE = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'];

/**
 * An answer whose parameters stand in a JWT, as if they stood where that stands: what came beside them counts for
 * nothing, but for a query that is the redirect URI's own. Any other answer, and one that cannot be read, stays as it is.
 *
 * @see JARM §2.1, §2.3
 */
export function openResponse(response: AuthorizationResponse): OpenedResponse {
  const { query, fragment, form } = response;
  const [token, more] = valuesOf([...query, ...fragment, ...(form ?? [])], 'response');
  if (!token || more !== undefined || 'jwt' in response) return response;
  const inside = parametersIn(token);
  const open = (parameters: readonly Parameter[]) =>
    parameters.flatMap((parameter) => {
      if (parameter.name === 'response') return inside ?? parameter;
      return OUTSIDE.includes(parameter.name) ? [] : parameter;
    });
  return {
    ...response,
    query: open(query),
    fragment: open(fragment),
    ...(form && { form: open(form) }),
    jwt: token,
  };
}

/**
 * The claims of a JWT that can be parameters; `undefined` where it is none, or encrypted. What is not written strictly
 * is read all the same, and refused with its signature.
 */
function parametersIn(token: string): Parameter[] | undefined {
  const parts = token.split('.');
  try {
    const binary = atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (parts.length !== 3 || typeof claims !== 'object' || claims === null) return undefined;
    return Object.entries(claims).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'response' ? [{ name, value }] : [],
    );
  } catch {
    return undefined;
  }
}

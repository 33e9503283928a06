import type { AuthorizationRequestVerdict } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import { bpceClientIds } from '../clients.ts';
import { repeatedNames } from '../http/practice-request.ts';

/** A request that may go on to the login page. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  scope: 'aisp' | 'cbpii';
  state: string | undefined;
}

/** A parameter without which no redirect URI can be trusted. */
export type UntrustedParameter = 'client_id' | 'redirect_uri';

/**
 * Judges the query of an authorization request. PKCE parameters are not looked at, nor, by a sloppy bank, the
 * response type and the scope.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2.1
 */
export function judgeAuthorizationRequest(
  query: URLSearchParams,
  redirectUris: readonly string[],
  isSloppy = false,
): AuthorizationRequestVerdict<AuthorizationRequest, UntrustedParameter> {
  const [clientId, secondClientId] = query.getAll('client_id');
  const isKnownClient = bpceClientIds.some((known) => known === clientId);
  if (clientId === undefined || !isKnownClient || secondClientId !== undefined) {
    return { kind: 'shown_to_user', problem: 'client_id' };
  }
  const [redirectUri, secondRedirectUri] = query.getAll('redirect_uri');
  const isRegistered = redirectUri !== undefined && redirectUris.includes(redirectUri);
  if (!isRegistered || secondRedirectUri !== undefined) {
    return { kind: 'shown_to_user', problem: 'redirect_uri' };
  }

  const states = query.getAll('state');
  const state = states.length === 1 ? states[0] : undefined;
  const refuse = (error: string, error_description: string) => ({
    kind: 'sent_to_client' as const,
    location: buildAuthorizationResponse(redirectUri, { error, error_description, state }),
  });

  if (repeatedNames(query).length > 0) {
    return refuse('invalid_request', 'A parameter is present more than once.');
  }
  const scope = query.get('scope') ?? '';
  if (isSloppy) {
    const taken = scope === 'cbpii' ? scope : 'aisp';
    return { kind: 'accepted', request: { clientId, redirectUri, scope: taken, state } };
  }
  const responseType = query.get('response_type') ?? '';
  if (responseType === '') return refuse('invalid_request', 'response_type is missing.');
  if (responseType !== 'code') {
    return refuse('unsupported_response_type', 'Only response_type=code is served.');
  }
  if (scope !== 'aisp' && scope !== 'cbpii') return refuse('invalid_scope', scopeProblem(scope));
  return { kind: 'accepted', request: { clientId, redirectUri, scope, state } };
}

function scopeProblem(scope: string): string {
  const values = scope.split(' ');
  if (values.includes('pisp')) {
    return 'pisp is obtained with client_credentials, without a redirect.';
  }
  if (values.includes('extended_transaction_history')) {
    return 'extended_transaction_history is not supported by this bank.';
  }
  return scope === '' ? 'scope is missing: ask for aisp or cbpii.' : 'Ask for aisp or cbpii.';
}

import type { AuthorizationRequestVerdict } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import type { RequestProblem } from '../authorization/english-pages.ts';
import { repeatedNames } from '../http/practice-request.ts';
import type { OAuthRules } from './oauth-rules.ts';

/** A request that may go on to the login page; once approved, it is also what was granted. */
export interface AuthorizationRequest {
  redirectUri: string;
  errorRedirectUri: string;
  scope: string;
  state: string | undefined;
  /** S256; `undefined` where the server has no PKCE. */
  codeChallenge: string | undefined;
}

/** What a request is judged by. */
export interface AuthorizationRequestCheck {
  rules: OAuthRules;
  redirectUris: readonly string[];
  /** Takes a request without a response type, and any scope. */
  isSloppy?: boolean;
  /** Says in words why a scope is refused; `undefined` when it is not. */
  findScopeProblem(scope: string): string | undefined;
}

type Verdict = AuthorizationRequestVerdict<AuthorizationRequest, RequestProblem>;

/**
 * Judges the query of an authorization request.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2.1, RFC 7636 §4.3 and §4.4.1
 */
export function judgeAuthorizationRequest(
  query: URLSearchParams,
  { rules, redirectUris, isSloppy = false, findScopeProblem }: AuthorizationRequestCheck,
): Verdict {
  const names = rules.authorizationRequest;
  const only = (name: string) => {
    const [value, second] = query.getAll(name);
    return second === undefined ? value : undefined;
  };
  if (only(names.client_id) !== rules.client.client_id) return untrusted(names.client_id);
  const redirectUri = only(names.redirect_uri) ?? '';
  if (!redirectUris.includes(redirectUri)) return untrusted(names.redirect_uri);
  const errorRedirectUri = only(names.error_redirect_uri) ?? '';
  if (!redirectUris.includes(errorRedirectUri)) return untrusted(names.error_redirect_uri);

  const state = only('state');
  const refuse = (error: string, description: string): Verdict => {
    const refused = { errorRedirectUri, state };
    return { kind: 'sent_to_client', location: buildRefusal(refused, error, description, rules) };
  };
  if (repeatedNames(query).length > 0) {
    return refuse('invalid_request', 'A parameter is present more than once.');
  }
  if (names.response_type !== undefined && !isSloppy) {
    const responseType = query.get(names.response_type) ?? '';
    if (responseType === '') return refuse('invalid_request', 'response_type is missing.');
    if (responseType !== 'code') {
      return refuse('unsupported_response_type', 'Only response_type=code is served.');
    }
  }
  const scope = query.get('scope') ?? '';
  const scopeProblem = scope === '' ? 'scope is missing.' : findScopeProblem(scope);
  if (scopeProblem !== undefined && !isSloppy) return refuse('invalid_scope', scopeProblem);
  const codeChallenge = query.get('code_challenge') ?? '';
  if (rules.pkce === 'ignored' || (rules.pkce === 'supported' && codeChallenge === '')) {
    const request = { redirectUri, errorRedirectUri, scope, state, codeChallenge: undefined };
    return { kind: 'accepted', request };
  }
  if (codeChallenge === '') return refuse('invalid_request', 'code_challenge is missing.');
  if (query.get('code_challenge_method') !== 'S256') {
    return refuse('invalid_request', 'code_challenge_method must be S256.');
  }
  if (!/^[\w-]{43}$/.test(codeChallenge)) {
    return refuse('invalid_request', 'code_challenge is not 43 characters of base64url.');
  }
  return {
    kind: 'accepted',
    request: { redirectUri, errorRedirectUri, scope, state, codeChallenge },
  };
}

/** Where the browser goes with an error. `error` and `description` travel under the bank's names. */
export function buildRefusal(
  { errorRedirectUri, state }: Pick<AuthorizationRequest, 'errorRedirectUri' | 'state'>,
  error: string,
  description: string,
  { authorizationResponse: { mode, ...names } }: OAuthRules,
): string {
  return buildAuthorizationResponse(
    errorRedirectUri,
    { [names.error]: error, [names.error_description]: description, state },
    mode,
  );
}

function untrusted(name: string): Verdict {
  return { kind: 'shown_to_user', problem: { kind: 'untrusted_parameter', name } };
}

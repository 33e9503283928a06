import type { AuthorizationRequestVerdict } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import type { RequestProblem } from '../authorization/english-pages.ts';
import { openPaymentsClient } from '../clients.ts';
import { repeatedNames } from '../http/practice-request.ts';
import {
  type Authorisation,
  type PlatformConsent,
  type PlatformConsents,
  scopeOf,
} from './platform-consent.ts';

/** A request that may go on to the login page; once approved, it is also what a code stands for. */
export interface AuthorizationRequest {
  redirectUri: string;
  scope: string;
  state: string | undefined;
  consent: PlatformConsent;
  authorisation: Authorisation;
}

type Verdict = AuthorizationRequestVerdict<AuthorizationRequest, RequestProblem>;

/**
 * Judges the query of an authorization request, which is the template of an authorisation with its
 * brackets filled in.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2.1, OpenID Connect Core §3.1.2.1 (`acr_values`)
 */
export function judgeAuthorizationRequest(
  query: URLSearchParams,
  redirectUris: readonly string[],
  consents: PlatformConsents,
): Verdict {
  const placeholders = [...query.values()].flatMap((value) => value.match(/\[[A-Z_]+\]/g) ?? []);
  if (placeholders.length > 0) {
    return { kind: 'shown_to_user', problem: { kind: 'placeholders_left', placeholders } };
  }
  const only = (name: string) => {
    const [value, second] = query.getAll(name);
    return second === undefined ? (value ?? '') : '';
  };
  if (only('client_id') !== openPaymentsClient.client_id) return untrusted('client_id');
  const redirectUri = only('redirect_uri');
  if (!redirectUris.includes(redirectUri)) return untrusted('redirect_uri');

  const state = only('state') || undefined;
  const refuse = (error: string, error_description: string): Verdict => ({
    kind: 'sent_to_client',
    location: buildAuthorizationResponse(redirectUri, { error, error_description, state }),
  });
  if (repeatedNames(query).length > 0) {
    return refuse('invalid_request', 'A parameter is present more than once.');
  }
  if (only('response_type') !== 'code') {
    return refuse('unsupported_response_type', 'Only response_type=code is served.');
  }
  const acrValues = readAcrValues(only('acr_values'));
  const missing = ['idp', 'consentId', 'consentAuthorisationId'].find((key) => !acrValues.get(key));
  if (missing !== undefined) return refuse('invalid_request', `acr_values lacks ${missing}.`);
  const consent = consents.find(acrValues.get('consentId') ?? '');
  if (consent === undefined) return refuse('invalid_request', 'The consent is not known.');
  if (acrValues.get('idp') !== consent.details.subject.bicFi) {
    return refuse('invalid_request', 'idp names another bank than the consent.');
  }
  const { authorisations } = consent.details;
  const authorisation = authorisations.get(acrValues.get('consentAuthorisationId') ?? '');
  if (authorisation?.scaStatus !== 'started') {
    const seen = authorisation?.scaStatus ?? 'unknown';
    return refuse('invalid_request', `The authorisation is not started but ${seen}.`);
  }
  const scope = only('scope');
  if (sorted(scope) !== sorted(scopeOf(consent))) {
    return refuse('invalid_scope', `This consent takes the scope "${scopeOf(consent)}".`);
  }
  return { kind: 'accepted', request: { redirectUri, scope, state, consent, authorisation } };
}

/** The pairs of `acr_values`, by what stands before the first colon. */
function readAcrValues(acrValues: string): Map<string, string> {
  return new Map(
    acrValues.split(' ').map((pair) => {
      const [key = '', ...rest] = pair.split(':');
      return [key, rest.join(':')];
    }),
  );
}

function sorted(scope: string): string {
  return scope.split(' ').sort().join(' ');
}

function untrusted(name: string): Verdict {
  return { kind: 'shown_to_user', problem: { kind: 'untrusted_parameter', name } };
}

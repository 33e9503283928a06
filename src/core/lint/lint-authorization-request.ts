import type { BankProfile, ClientAuthentication } from '../banks/bank-profile.ts';
import type { AuthorizationRequest } from '../oauth/authorization-request.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { clientIdFormat } from './rules/client-id-format.ts';
import { clientIdMissing } from './rules/client-id-missing.ts';
import { endpointNotHttps } from './rules/endpoint-not-https.ts';
import { opScopeContext } from './rules/op-scope-context.ts';
import { parameterEmpty } from './rules/parameter-empty.ts';
import { pkceChallengeShape } from './rules/pkce-challenge-shape.ts';
import { pkceMissing } from './rules/pkce-missing.ts';
import { pkcePlain } from './rules/pkce-plain.ts';
import { redirectUriHttp } from './rules/redirect-uri-http.ts';
import { redirectUriShape } from './rules/redirect-uri-shape.ts';
import { requestParameterRepeated } from './rules/request-parameter-repeated.ts';
import { requestStateMissing } from './rules/request-state-missing.ts';
import { responseTypeNotCode } from './rules/response-type-not-code.ts';
import { scopeGrammar } from './rules/scope-grammar.ts';
import { scopeNotInProfile } from './rules/scope-not-in-profile.ts';
import { secretInUrl } from './rules/secret-in-url.ts';
import { stateGuessable } from './rules/state-guessable.ts';
import { type GrantSubject, stetGrantForScope } from './rules/stet-grant-for-scope.ts';
import { urlLong } from './rules/url-long.ts';

/** An authorization request, with what is known about the bank and the client that sends it. */
export interface AuthorizationRequestSubject {
  request: AuthorizationRequest;
  profile?: BankProfile;
  clientAuthentication?: ClientAuthentication;
}

const rules: readonly Rule<AuthorizationRequestSubject & GrantSubject>[] = [
  endpointNotHttps,
  responseTypeNotCode,
  clientIdMissing,
  redirectUriShape,
  redirectUriHttp,
  requestStateMissing,
  stateGuessable,
  pkceMissing,
  pkcePlain,
  pkceChallengeShape,
  scopeGrammar,
  scopeNotInProfile,
  requestParameterRepeated,
  parameterEmpty,
  secretInUrl,
  urlLong,
  clientIdFormat,
  stetGrantForScope,
  opScopeContext,
];

/** Every finding on an authorization request before it is opened. @see RFC 6749 §4.1.1, RFC 9700 §2.1 */
export function lintAuthorizationRequest(subject: AuthorizationRequestSubject): Finding[] {
  return applyRules(rules, { ...subject, grant: 'authorization_code' });
}

import {
  authorizeTemplates,
  type ExpectedRequest,
  isHandedOut,
  namesTaken,
  standardParameters,
} from './expected-request.ts';
import type { Finding } from './finding.ts';
import type { AuthorizationRequestSubject } from './lint-authorization-request.ts';
import { applyRules, type Rule } from './rule.ts';
import { bgScope } from './rules/bg-scope.ts';
import { clientIdFormat } from './rules/client-id-format.ts';
import { clientIdMissing } from './rules/client-id-missing.ts';
import { clientIdNotCertificate } from './rules/client-id-not-certificate.ts';
import { endpointNotHttps } from './rules/endpoint-not-https.ts';
import { nonceMissing } from './rules/nonce-missing.ts';
import { opScopeContext } from './rules/op-scope-context.ts';
import { parRequestUriStale } from './rules/par-request-uri-stale.ts';
import { parRequired } from './rules/par-required.ts';
import { parameterEmpty } from './rules/parameter-empty.ts';
import { pkceChallengeShape } from './rules/pkce-challenge-shape.ts';
import { pkceMissing } from './rules/pkce-missing.ts';
import { pkcePlain } from './rules/pkce-plain.ts';
import { pkceReused } from './rules/pkce-reused.ts';
import { redirectUriHttp } from './rules/redirect-uri-http.ts';
import { redirectUriNotRegistered } from './rules/redirect-uri-not-registered.ts';
import { redirectUriShape } from './rules/redirect-uri-shape.ts';
import { requestParameterRepeated } from './rules/request-parameter-repeated.ts';
import { requestStateMissing } from './rules/request-state-missing.ts';
import { responseTypeNotCode } from './rules/response-type-not-code.ts';
import { scopeGrammar } from './rules/scope-grammar.ts';
import { scopeNotInProfile } from './rules/scope-not-in-profile.ts';
import { secretInUrl } from './rules/secret-in-url.ts';
import { stateGuessable } from './rules/state-guessable.ts';
import { stateReused } from './rules/state-reused.ts';
import { type GrantSubject, stetGrantForScope } from './rules/stet-grant-for-scope.ts';
import { stetHistoryScope } from './rules/stet-history-scope.ts';
import { urlLong } from './rules/url-long.ts';
import { askedScopes } from './scope-values.ts';

/** What an authorization request spells out, if it spells anything out. */
const OAUTH_NAMES = ['client_id', 'response_type', 'redirect_uri'];

/** Rules that look at parameters as they are written and called on the wire. */
const wireRules: readonly Rule<AuthorizationRequestSubject & ExpectedRequest>[] = [
  requestParameterRepeated,
  parameterEmpty,
  secretInUrl,
  urlLong,
];

/** Rules that know parameters by their standard names, whatever the bank calls them. */
const rules: readonly Rule<AuthorizationRequestSubject & ExpectedRequest & GrantSubject>[] = [
  responseTypeNotCode,
  clientIdMissing,
  redirectUriShape,
  redirectUriNotRegistered,
  redirectUriHttp,
  requestStateMissing,
  stateGuessable,
  stateReused,
  pkceMissing,
  pkcePlain,
  pkceChallengeShape,
  pkceReused,
  scopeGrammar,
  scopeNotInProfile,
  nonceMissing,
  parRequired,
  parRequestUriStale,
  clientIdFormat,
  clientIdNotCertificate,
  stetGrantForScope,
  opScopeContext,
  bgScope,
];

/**
 * Findings on an authorization request that this tool built itself: all that do not come of how a URL is
 * written or what was packed into it.
 */
export function lintBuiltRequest(subject: AuthorizationRequestSubject): Finding[] {
  const { request, profile } = subject;
  const [template] = authorizeTemplates(profile);
  const expected = { ...subject, template, taken: namesTaken(template, profile) };
  const parameters = standardParameters(request.parameters, template);
  const standard = { ...request, parameters };
  // What a bank hands out may hold a reference of its own in place of parameters: then none is missing.
  const isOpaque =
    isHandedOut(template, profile) &&
    !OAUTH_NAMES.every((wanted) => parameters.some(({ name }) => name === wanted));
  return [
    ...applyRules([endpointNotHttps], { addresses: [request.url] }),
    ...(isOpaque
      ? []
      : applyRules(rules, { ...expected, request: standard, grant: 'authorization_code' })),
    ...applyRules(wireRules, expected),
    ...applyRules([stetHistoryScope], {
      profile,
      asked: askedScopes({ request: standard, profile }),
    }),
  ];
}

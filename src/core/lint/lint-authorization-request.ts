import type { ClientAuthentication } from '../banks/grant.ts';
import type { AuthorizationRequest } from '../oauth/authorization-request.ts';
import type { RequestCarriage } from '../oauth/request-carriage.ts';
import type { EpochMilliseconds } from '../time.ts';
import type { RequestUse } from './bank-use.ts';
import { authorizeTemplates, type ExpectedRequest } from './expected-request.ts';
import type { Finding } from './finding.ts';
import { lintBuiltRequest } from './lint-built-request.ts';
import { applyRules, type Rule } from './rule.ts';
import { encodingSuspect } from './rules/encoding-suspect.ts';
import { endpointHasFragment } from './rules/endpoint-has-fragment.ts';
import { parameterOutsideObject } from './rules/parameter-outside-object.ts';
import { pkceVerifierShape } from './rules/pkce-verifier-shape.ts';
import { requestObjectClaims } from './rules/request-object-claims.ts';
import { rawValue } from './written-values.ts';

/** What is known of requests before this one: told by the caller, since the values themselves may be secret. */
export interface RequestHistory {
  /** this `state` went out before */
  stateUsed?: boolean | undefined;
  /** this `code_challenge` went out before */
  challengeUsed?: boolean | undefined;
  /** this `request_uri` was opened before */
  requestUriUsed?: boolean | undefined;
  /** when the bank's `expires_in` for this `request_uri` is over */
  requestUriEndsAtMs?: EpochMilliseconds | undefined;
}

/** An authorization request, with what is known about the bank and the client that sends it. */
export interface AuthorizationRequestSubject extends RequestUse {
  request: AuthorizationRequest;
  clientAuthentication?: ClientAuthentication | undefined;
  history?: RequestHistory | undefined;
  /** how it gets to the bank, where somebody knows: the request itself is the plain one */
  carriage?: RequestCarriage | undefined;
  /** looked at, never put into a finding */
  codeVerifier?: string | undefined;
  nowMs?: EpochMilliseconds | undefined;
}

/** Rules on how a URL is written, and on what somebody else packed into it. */
const rules: readonly Rule<AuthorizationRequestSubject & ExpectedRequest>[] = [
  encodingSuspect,
  pkceVerifierShape,
  requestObjectClaims,
  parameterOutsideObject,
];

/** Every finding on an authorization request before it is opened. @see RFC 6749 §4.1.1, RFC 9700 §2.1 */
export function lintAuthorizationRequest(subject: AuthorizationRequestSubject): Finding[] {
  const { request, profile } = subject;
  const { url } = request;
  const [template] = authorizeTemplates(profile);
  const parameters = request.parameters.map((one) => rawValue(one, url, template));
  const read = { ...subject, request: { ...request, parameters } };
  return [
    ...applyRules([endpointHasFragment], { endpoints: [url.split('?')[0] ?? ''] }),
    ...lintBuiltRequest(read),
    ...applyRules(rules, { ...read, template }),
  ];
}

import {
  type AuthorizationResponse,
  type ExpectedResponse,
  type ResponseVerdict,
  responseValue,
} from '../oauth/authorization-response.ts';
import { type OpenedResponse, openResponse } from '../oauth/signed-response.ts';
import { type Finding, hasError } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { codeAndError } from './rules/code-and-error.ts';
import { codeSeenBefore } from './rules/code-seen-before.ts';
import { errorTextIllegal } from './rules/error-text-illegal.ts';
import { jarmInvalid } from './rules/jarm-invalid.ts';
import { otherRedirectUri } from './rules/other-redirect-uri.ts';
import { redirect307 } from './rules/redirect-307.ts';
import { responseEmpty } from './rules/response-empty.ts';
import { responseErrorKnown } from './rules/response-error-known.ts';
import { responseErrorUnknown } from './rules/response-error-unknown.ts';
import { responseInFragment } from './rules/response-in-fragment.ts';
import { responseIssMismatch } from './rules/response-iss-mismatch.ts';
import { responseIssMissing } from './rules/response-iss-missing.ts';
import { responseIssNotOffered } from './rules/response-iss-not-offered.ts';
import { responseParameterRepeated } from './rules/response-parameter-repeated.ts';
import { responseStateMissing } from './rules/response-state-missing.ts';
import { stateMismatch } from './rules/state-mismatch.ts';
import { stateUnknown } from './rules/state-unknown.ts';
import { stateUsed } from './rules/state-used.ts';
import { tokenInUrl } from './rules/token-in-url.ts';

/** An answer beside the request it is held against. */
export interface ResponseSubject {
  response: OpenedResponse;
  expected: ExpectedResponse;
}

/** What an answer amounts to, with the reasons. A refused answer still gives its code, which stays unspent. */
export interface Judgement {
  verdict: ResponseVerdict;
  code: string | undefined;
  findings: Finding[];
}

const rules: readonly Rule<ResponseSubject>[] = [
  otherRedirectUri,
  responseStateMissing,
  stateMismatch,
  stateUnknown,
  stateUsed,
  responseEmpty,
  codeAndError,
  responseParameterRepeated,
  responseIssMismatch,
  responseIssMissing,
  responseIssNotOffered,
  responseInFragment,
  tokenInUrl,
  codeSeenBefore,
  responseErrorKnown,
  responseErrorUnknown,
  errorTextIllegal,
  redirect307,
  jarmInvalid,
];

/**
 * Judges a redirect against its request: `refused` when any error was found or no code can be read,
 * `bank_error` when the bank said no, `code` otherwise. Of an answer in a JWT only what stands in there counts.
 *
 * @see RFC 6749 §4.1.2, RFC 9207 §2.4, JARM §2.4
 */
export function judgeResponse(
  received: AuthorizationResponse,
  expected: ExpectedResponse,
): Judgement {
  const response = openResponse(received);
  const findings = applyRules(rules, { response, expected });
  const code = responseValue(response, 'code') || undefined;
  const { signature, signatureCheck } = expected;
  const unverified = response.jwt && !signature && signatureCheck !== 'skip';
  const verdict = unverified ? 'refused' : verdictOf(findings, response);
  return { verdict, code, findings };
}

function verdictOf(findings: Finding[], response: AuthorizationResponse): ResponseVerdict {
  if (hasError(findings)) return 'refused';
  if (responseValue(response, 'error')) return 'bank_error';
  return responseValue(response, 'code') ? 'code' : 'refused';
}

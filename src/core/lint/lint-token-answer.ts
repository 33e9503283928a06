import type { BankProfile } from '../banks/bank-profile.ts';
import type { ClientAuthentication } from '../banks/grant.ts';
import type { HttpAnswer } from '../oauth/http-message.ts';
import type { TokenAnswer } from '../oauth/token-response.ts';
import { findExplanation } from './find-explanation.ts';
import type { Finding } from './finding.ts';
import { scopeLost } from './granted-scope.ts';
import { applyRules, type Rule } from './rule.ts';
import { accessTokenMissing } from './rules/access-token-missing.ts';
import { badText } from './rules/bad-text.ts';
import { cacheable } from './rules/cacheable.ts';
import { ccRefreshToken } from './rules/cc-refresh-token.ts';
import { challengeMissingOrDifferent } from './rules/challenge-missing-or-different.ts';
import { contentType } from './rules/content-type.ts';
import { dpopDowngraded } from './rules/dpop-downgraded.ts';
import { dpopNonce } from './rules/dpop-nonce.ts';
import { duplicateMember } from './rules/duplicate-member.ts';
import { errorInSuccess } from './rules/error-in-success.ts';
import { errorNotJson } from './rules/error-not-json.ts';
import { expiresInImplausible } from './rules/expires-in-implausible.ts';
import { expiresInMalformed } from './rules/expires-in-malformed.ts';
import { expiresInMissing } from './rules/expires-in-missing.ts';
import { notAJsonObject } from './rules/not-a-json-object.ts';
import { overloaded } from './rules/overloaded.ts';
import { profileExplanation } from './rules/profile-explanation.ts';
import { redirected } from './rules/redirected.ts';
import { refreshScopeLost } from './rules/refresh-scope-lost.ts';
import { refreshTokenReplaced } from './rules/refresh-token-replaced.ts';
import { refreshUnprotected } from './rules/refresh-unprotected.ts';
import { responseScopeMissing } from './rules/response-scope-missing.ts';
import { scopeNarrower } from './rules/scope-narrower.ts';
import { scopeSilent } from './rules/scope-silent.ts';
import { scopeWider } from './rules/scope-wider.ts';
import { serverFault } from './rules/server-fault.ts';
import { slowOrCut } from './rules/slow-or-cut.ts';
import { status } from './rules/status.ts';
import { stetHistoryScope } from './rules/stet-history-scope.ts';
import { tokenCharacters } from './rules/token-characters.ts';
import { tokenErrorKnown } from './rules/token-error-known.ts';
import { tokenTypeMac } from './rules/token-type-mac.ts';
import { tokenTypeMissing } from './rules/token-type-missing.ts';
import { tokenTypeUnknown } from './rules/token-type-unknown.ts';

/** The answer to a token request, as it came and as it was read. */
export interface TokenAnswerSubject {
  answer: HttpAnswer;
  read: TokenAnswer;
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  profile: BankProfile;
  requestedScope: string;
  /** the refresh token in use before this answer; compared, never put into a finding */
  refreshTokenBefore?: string;
  /** the scope before a refresh; where it is left out, the one asked for counts */
  scopeBefore?: string | undefined;
  /** the address that answered; some of a profile's explanations hold for one path only */
  requestUrl?: string | undefined;
  /** a DPoP proof went along */
  askedDpop?: boolean | undefined;
  clientAuthentication?: ClientAuthentication | undefined;
}

const rules: readonly Rule<TokenAnswerSubject>[] = [
  redirected,
  contentType,
  notAJsonObject,
  badText,
  duplicateMember,
  status,
  errorInSuccess,
  accessTokenMissing,
  tokenTypeMissing,
  tokenTypeUnknown,
  expiresInMissing,
  expiresInMalformed,
  expiresInImplausible,
  scopeNarrower,
  scopeWider,
  scopeSilent,
  ccRefreshToken,
  cacheable,
  tokenCharacters,
  dpopDowngraded,
  slowOrCut,
  tokenErrorKnown,
  errorNotJson,
  challengeMissingOrDifferent,
  overloaded,
  serverFault,
  dpopNonce,
  refreshTokenReplaced,
  refreshUnprotected,
  refreshScopeLost,
  tokenTypeMac,
  responseScopeMissing,
];

/** Every finding on the answer to a token request. @see RFC 6749 §5 */
export function lintTokenAnswer(subject: TokenAnswerSubject): Finding[] {
  const { answer, profile, requestUrl } = subject;
  const explanation = findExplanation(profile, 'token', answer, requestUrl);
  return [
    ...applyRules(rules, subject),
    ...applyRules([stetHistoryScope], { profile, lost: scopeLost(subject) }),
    ...applyRules([profileExplanation], { answer, profile, explanation }),
  ];
}

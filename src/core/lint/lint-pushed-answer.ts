import type { BankProfile } from '../banks/bank-profile.ts';
import type { HttpAnswer } from '../oauth/http-message.ts';
import type { PushedAnswer } from '../oauth/pushed-request.ts';
import { findExplanation } from './find-explanation.ts';
import type { Finding } from './finding.ts';
import type { TokenAnswerSubject } from './lint-token-answer.ts';
import { applyRules, type Rule } from './rule.ts';
import { badText } from './rules/bad-text.ts';
import { challengeMissingOrDifferent } from './rules/challenge-missing-or-different.ts';
import { contentType } from './rules/content-type.ts';
import { dpopNonce } from './rules/dpop-nonce.ts';
import { duplicateMember } from './rules/duplicate-member.ts';
import { errorInSuccess } from './rules/error-in-success.ts';
import { errorNotJson } from './rules/error-not-json.ts';
import { notAJsonObject } from './rules/not-a-json-object.ts';
import { overloaded } from './rules/overloaded.ts';
import { profileExplanation } from './rules/profile-explanation.ts';
import { pushedAnswerIncomplete } from './rules/pushed-answer-incomplete.ts';
import { redirected } from './rules/redirected.ts';
import { serverFault } from './rules/server-fault.ts';
import { slowOrCut } from './rules/slow-or-cut.ts';
import { tokenErrorKnown } from './rules/token-error-known.ts';

/** The answer to a pushed request, as it came and as it was read. */
export interface PushedAnswerSubject {
  answer: HttpAnswer;
  read: PushedAnswer;
  profile: BankProfile;
  requestUrl: string;
}

/** Its errors are those of a token endpoint. @see RFC 9126 §2.3 */
const rules: readonly Rule<TokenAnswerSubject>[] = [
  redirected,
  contentType,
  notAJsonObject,
  badText,
  duplicateMember,
  errorInSuccess,
  slowOrCut,
  tokenErrorKnown,
  errorNotJson,
  challengeMissingOrDifferent,
  overloaded,
  serverFault,
  dpopNonce,
];

/** Every finding on the answer to a pushed request. @see RFC 9126 §2.2, §2.3 */
export function lintPushedAnswer(subject: PushedAnswerSubject): Finding[] {
  const { answer, read, profile, requestUrl } = subject;
  const explanation = findExplanation(profile, 'token', answer, requestUrl);
  return [
    ...applyRules(rules, {
      answer,
      read: read.kind === 'pushed' ? { kind: 'unexpected', json: undefined } : read,
      purpose: 'client_credentials',
      profile,
      requestedScope: '',
    }),
    ...applyRules([pushedAnswerIncomplete], subject),
    ...applyRules([profileExplanation], { answer, profile, explanation }),
  ];
}

import type { BankProfile, Explanation } from '../banks/bank-profile.ts';
import { proofError } from '../oauth/dpop-nonce.ts';
import { type HttpAnswer, headerOf } from '../oauth/http-message.ts';
import { isSuccess } from './answer-status.ts';
import { findExplanation } from './find-explanation.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { status401 } from './rules/401.ts';
import { status403 } from './rules/403.ts';
import { dpopNonce } from './rules/dpop-nonce.ts';
import { notAJsonObject } from './rules/not-a-json-object.ts';
import { overloaded } from './rules/overloaded.ts';
import { profileExplanation } from './rules/profile-explanation.ts';
import { redirected } from './rules/redirected.ts';
import { serverFault } from './rules/server-fault.ts';
import { slowOrCut } from './rules/slow-or-cut.ts';
import { stetExpired401Or403 } from './rules/stet-expired-401-or-403.ts';
import { tokenErrorKnown } from './rules/token-error-known.ts';
import { unattendedLimit } from './rules/unattended-limit.ts';
import { unsigned } from './rules/unsigned.ts';

/** The answer to a call with a token, and what the profile says that it means. */
export interface ApiAnswerSubject {
  answer: HttpAnswer;
  profile: BankProfile;
  /** the profile's own, if one fits */
  explanation: Explanation | undefined;
  /** what there was not, so that the request went out without the signature that the bank wants */
  lacks?: readonly string[] | undefined;
}

const rules: readonly Rule<ApiAnswerSubject>[] = [
  redirected,
  slowOrCut,
  status401,
  status403,
  dpopNonce,
  stetExpired401Or403,
  unattendedLimit,
  overloaded,
  serverFault,
  unsigned,
  profileExplanation,
];

/**
 * Whether an API call went through, and if not, what the bank's answer means.
 *
 * @param url the address called; some of a profile's explanations hold for one path only
 * @param lacks what there was not, so that the request went out without the signature that the bank wants
 * @see RFC 6750 §3.1
 */
export function explainApiAnswer(
  answer: HttpAnswer,
  profile: BankProfile,
  url?: string,
  lacks?: readonly string[],
): { outcome: 'api_ok' | 'api_refused'; findings: Finding[] } {
  const explanation = findExplanation(profile, 'api', answer, url);
  const error = proofError(answer);
  const isPage = headerOf(answer, 'content-type')?.toLowerCase().includes('html') ?? false;
  const findings = [
    ...applyRules(rules, { answer, profile, explanation, lacks }),
    ...(error ? applyRules([tokenErrorKnown], { answer, read: refusal(error) }) : []),
    ...(isPage ? applyRules([notAJsonObject], { answer }) : []),
  ];
  return { outcome: isSuccess(answer) && !isPage ? 'api_ok' : 'api_refused', findings };
}

function refusal(error: string) {
  return { kind: 'error', error: { error }, json: {} } as const;
}

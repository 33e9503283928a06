import type { BankProfile, Explanation } from '../banks/bank-profile.ts';
import { type HttpAnswer, headerOf } from '../oauth/http-message.ts';
import { isSuccess } from './answer-status.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { status401 } from './rules/401.ts';
import { status403 } from './rules/403.ts';
import { notAJsonObject } from './rules/not-a-json-object.ts';
import { overloaded } from './rules/overloaded.ts';
import { redirected } from './rules/redirected.ts';
import { serverFault } from './rules/server-fault.ts';
import { slowOrCut } from './rules/slow-or-cut.ts';
import { stetExpired401Or403 } from './rules/stet-expired-401-or-403.ts';
import { unattendedLimit } from './rules/unattended-limit.ts';

/** The answer to a call with a token, and what the profile says that it means. */
export interface ApiAnswerSubject {
  answer: HttpAnswer;
  profile: BankProfile;
  /** `undefined` when none of the profile's explanations fits */
  meaning: Explanation['meaning'] | undefined;
}

const rules: readonly Rule<ApiAnswerSubject>[] = [
  redirected,
  slowOrCut,
  status401,
  status403,
  stetExpired401Or403,
  unattendedLimit,
  overloaded,
  serverFault,
];

/** Whether an API call went through, and if not, what the bank's answer means. @see RFC 6750 §3.1 */
export function explainApiAnswer(
  answer: HttpAnswer,
  profile: BankProfile,
): { outcome: 'api_ok' | 'api_refused'; findings: Finding[] } {
  const meaning = findMeaning(answer, profile);
  const isPage = headerOf(answer, 'content-type')?.toLowerCase().includes('html') ?? false;
  const findings = [
    ...applyRules(rules, { answer, profile, meaning }),
    ...(isPage ? applyRules([notAJsonObject], { answer }) : []),
  ];
  return { outcome: isSuccess(answer) && !isPage ? 'api_ok' : 'api_refused', findings };
}

function findMeaning(answer: HttpAnswer, profile: BankProfile): ApiAnswerSubject['meaning'] {
  const said = `${headerOf(answer, 'www-authenticate') ?? ''}\n${answer.body}`.toLowerCase();
  return profile.explanations.find(
    ({ on, status, contains = '' }) =>
      on === 'api' && status === answer.status && said.includes(contains.toLowerCase()),
  )?.meaning;
}

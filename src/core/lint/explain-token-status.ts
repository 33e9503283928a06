import type { TokenRecord } from '../flow/flow-event.ts';
import type { HttpAnswer } from '../oauth/http-message.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { TokenStatusPurpose } from '../oauth/status-request.ts';
import { parseObject, readTokenAnswer } from '../oauth/token-response.ts';
import { isSuccess } from './answer-status.ts';
import type { Finding } from './finding.ts';
import { type BoundToken, lintTokenBinding } from './lint-token-binding.ts';
import { applyRules, type Rule } from './rule.ts';
import { inactive } from './rules/inactive.ts';
import { introspectionDiffers } from './rules/introspection-differs.ts';
import { overloaded } from './rules/overloaded.ts';
import { redirected } from './rules/redirected.ts';
import { revocation } from './rules/revocation.ts';
import { serverFault } from './rules/server-fault.ts';
import { slowOrCut } from './rules/slow-or-cut.ts';
import { tokenErrorKnown } from './rules/token-error-known.ts';

/** The bank's answer to a question about a token, or to the wish to end it, beside what we hold. */
export interface TokenStatusSubject {
  purpose: TokenStatusPurpose;
  answer: HttpAnswer;
  /** members of the JSON body */
  said: Record<string, unknown>;
  token: TokenRecord;
  plan: FlowPlan;
  /** what the token was asked for with, where that is known */
  inUse?: BoundToken['inUse'];
}

const rules: readonly Rule<TokenStatusSubject>[] = [
  redirected,
  slowOrCut,
  inactive,
  introspectionDiffers,
  revocation,
  overloaded,
  serverFault,
];

/** Whether the bank did what it was asked, and what its answer means. @see RFC 7662 §2.2, RFC 7009 §2.2 */
export function explainTokenStatus(subject: Omit<TokenStatusSubject, 'said'>): {
  outcome: 'api_ok' | 'api_refused';
  findings: Finding[];
} {
  const { answer, purpose } = subject;
  const { inUse, token, plan } = subject;
  const said = parseObject(answer.body) ?? {};
  const good = isSuccess(answer) && (purpose === 'revocation' || typeof said.active === 'boolean');
  return {
    outcome: good ? 'api_ok' : 'api_refused',
    findings: [
      ...applyRules(rules, { ...subject, said }),
      ...(inUse && said.active === true && token.kind === 'access_token'
        ? lintTokenBinding({ claims: said, profile: plan.profile, inUse })
        : []),
      // Of a revocation the error is told already.
      ...(purpose === 'introspection'
        ? applyRules([tokenErrorKnown], { answer, read: readTokenAnswer(answer) })
        : []),
    ],
  };
}

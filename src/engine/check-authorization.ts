import type { Finding, OnErrors } from '../core/lint/finding.ts';
import { hasError, mergeFindings } from '../core/lint/finding.ts';
import { applyRules } from '../core/lint/rule.ts';
import { pkceReused } from '../core/lint/rules/pkce-reused.ts';
import { requestObjectClaims } from '../core/lint/rules/request-object-claims.ts';
import { stateReused } from '../core/lint/rules/state-reused.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  type Captured,
} from '../core/oauth/authorization-request.ts';
import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import { requestCarriage } from '../core/oauth/request-carriage.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import { type CarriedRequest, carryRequest } from './carry-request.ts';
import { findEarlierUse } from './earlier-flows.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { isWebAddress } from './flow-plan.ts';
import type { RequestSecrets } from './starting-secrets.ts';

/** What else a request depends on. */
interface CheckOptions {
  captured: Captured;
  /** what the caller's linter said; absent: it was not asked */
  findings?: readonly Finding[] | undefined;
  onErrors: OnErrors;
  /** the flow that it is of, once that is recorded */
  flowId?: string;
}

export interface CheckedRequest {
  plain: AuthorizationRequest;
  carried: CarriedRequest;
  findings: Finding[];
}

/** The plain request of a plan, where it can be built and opened. */
export async function plainRequest(
  plan: FlowPlan,
  secrets: Omit<DraftSecrets, 'clientSecret'>,
  captured: Captured,
): Promise<EngineReply<AuthorizationRequest>> {
  const built = await buildAuthorizationRequest(plan, secrets, captured);
  if (!built.ok) {
    const { error } = built;
    const missing = error.kind === 'missing_values';
    return { ok: false, error: missing ? error : { kind: 'nothing_to_send' } };
  }
  const { url, endpoint } = built.value;
  if (!isWebAddress(url)) return { ok: false, error: { kind: 'bad_address', address: endpoint } };
  const host = plainHttpHost(endpoint);
  return host === undefined ? built : { ok: false, error: { kind: 'plain_http', host } };
}

/** The request of a plan on its way to the bank, judged before anything is recorded, pushed or opened. */
export async function checkRequest(
  effects: Effects,
  plan: FlowPlan,
  secrets: RequestSecrets,
  { captured, findings: told = [], onErrors, flowId }: CheckOptions,
): Promise<EngineReply<CheckedRequest>> {
  const built = await plainRequest(plan, secrets, captured);
  if (!built.ok) return built;
  const plain = built.value;
  const { clientSecret } = secrets;
  const carried = await carryRequest(effects, plan, plain, { captured, clientSecret, flowId });
  if (!carried.ok) return carried;
  // Only here is it known what earlier flows have used, and what the object says.
  const history = await findEarlierUse(effects, secrets, flowId);
  const { profile, draft } = plan;
  const nowMs = effects.clock.nowMs();
  const subject = { ...draft, profile, request: carried.value.request, nowMs };
  const findings = mergeFindings(
    told,
    applyRules([stateReused, pkceReused], { request: plain, history }),
    applyRules([requestObjectClaims], { ...subject, carriage: requestCarriage(plan) }),
  );
  if (hasError(findings) && onErrors === 'ask') {
    return { ok: false, error: { kind: 'has_errors', findings } };
  }
  return { ok: true, value: { plain, carried: carried.value, findings } };
}

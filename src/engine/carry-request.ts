import type { TemplateValues } from '../core/banks/template.ts';
import type { AuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { carriedRequest } from '../core/oauth/carried-request.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { buildPushedRequest } from '../core/oauth/pushed-request.ts';
import { requestCarriage } from '../core/oauth/request-carriage.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { buildRequestObject } from '../core/oauth/request-object.ts';
import { epochSeconds } from '../core/time.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { refusePlainHttp, requestFailure } from './flow-plan.ts';
import type { PlannedCall } from './perform-call.ts';
import { signAssertion } from './sign-assertion.ts';
import { signJwt } from './sign-jwt.ts';

/** What the plain request is made of on its way to the bank. */
export interface CarriedRequest {
  /** what the browser would open: the plain request, or the one with its object */
  request: AuthorizationRequest;
  requestObject?: JwtContent | undefined;
  /** the call that comes first, where the request is pushed */
  push?: Pick<PlannedCall, 'request' | 'assertion' | 'requestObject'>;
}

/** For whom a request is carried; without a flow nothing is kept, and only what stands against it is learnt. */
interface Carrier {
  captured: TemplateValues;
  clientSecret: string | undefined;
  flowId?: string | undefined;
}

/** Signs the plain request, and makes ready to push it, as the plan says. @see RFC 9101, RFC 9126 */
export async function carryRequest(
  effects: Effects,
  plan: FlowPlan,
  plain: AuthorizationRequest,
  { captured, clientSecret, flowId }: Carrier,
): Promise<EngineReply<CarriedRequest>> {
  const carriage = requestCarriage(plan);
  if (carriage.pushed && clientSecret === undefined) {
    return { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
  }
  let request = plain;
  let requestObject: JwtContent | undefined;
  let jwt: string | undefined;
  if (carriage.object) {
    const now = epochSeconds(effects.clock.nowMs());
    const moment = { now, jti: effects.randomId(), captured };
    const { alg, ...content } = buildRequestObject(plan, plain, moment);
    const { clientKey } = plan.draft;
    jwt = clientKey && (await signJwt(effects, clientKey, alg, content));
    if (jwt === undefined) return { ok: false, error: { kind: 'secret_gone', what: 'client_key' } };
    if (flowId !== undefined) await effects.vault.put(flowId, 'request_object', jwt);
    request = carriedRequest(plan, plain, 'request', jwt);
    requestObject = content;
  }
  if (!carriage.pushed) return { ok: true, value: { request, requestObject } };
  const signed = await signAssertion(
    effects,
    plan,
    { role: 'token' },
    { clientSecret, ...(flowId !== undefined && { flowId }) },
  );
  if (!signed.ok) return signed;
  const { assertion, clientAssertion } = signed.value;
  const built = buildPushedRequest(plan, plain, jwt, { clientSecret, clientAssertion });
  if (!built.ok) return { ok: false, error: requestFailure(built.error) };
  const error = refusePlainHttp(built.value);
  if (error) return { ok: false, error };
  const push = { request: built.value, assertion, requestObject };
  return { ok: true, value: { request, requestObject, push } };
}

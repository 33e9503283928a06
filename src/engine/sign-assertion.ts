import type { RequestTemplate } from '../core/banks/request-template.ts';
import { buildClientAssertion } from '../core/oauth/client-assertion.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { epochSeconds } from '../core/time.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { signJwt } from './sign-jwt.ts';

interface SignedAssertion {
  assertion?: JwtContent;
  /** the JWT */
  clientAssertion?: string;
}

/**
 * A fresh assertion of the client for one of the profile's requests; nothing where the request or the
 * client's way of proving itself needs none. Given a flow, its vault knows the JWT, so that it is masked.
 *
 * @see RFC 7523 §2.2
 */
export async function signAssertion(
  effects: Effects,
  plan: FlowPlan,
  template: Pick<RequestTemplate, 'role'> | undefined,
  flowId?: string,
): Promise<EngineReply<SignedAssertion>> {
  const { clientAuthentication, clientKey } = plan.draft;
  if (!template || template.role === 'resource' || clientAuthentication !== 'private_key_jwt') {
    return { ok: true, value: {} };
  }
  const gone = { ok: false, error: { kind: 'secret_gone', what: 'client_key' } } as const;
  if (!clientKey) return gone;
  const now = epochSeconds(effects.clock.nowMs());
  const { alg, ...assertion } = buildClientAssertion(plan, clientKey, now, effects.randomId());
  const clientAssertion = await signJwt(effects, clientKey, alg, assertion);
  if (clientAssertion === undefined) return gone;
  if (flowId !== undefined) await effects.vault.put(flowId, 'client_assertion', clientAssertion);
  return { ok: true, value: { assertion, clientAssertion } };
}

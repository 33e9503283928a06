import type { RequestTemplate } from '../core/banks/request-template.ts';
import type { ClientKey } from '../core/clients/client-key.ts';
import {
  buildClientAssertion,
  buildSecretAssertion,
  signingInput,
} from '../core/oauth/client-assertion.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { type EpochSeconds, epochSeconds } from '../core/time.ts';
import { encodeBase64url } from '../core/tokens/base64url.ts';
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
  { clientSecret, flowId }: { clientSecret?: string | undefined; flowId?: string },
): Promise<EngineReply<SignedAssertion>> {
  const { clientAuthentication, clientKey } = plan.draft;
  const withSecret = clientAuthentication === 'client_secret_jwt';
  if (
    !template ||
    template.role === 'resource' ||
    !(withSecret || clientAuthentication === 'private_key_jwt')
  ) {
    return { ok: true, value: {} };
  }
  const now = epochSeconds(effects.clock.nowMs());
  const jti = effects.randomId();
  const signed = withSecret
    ? clientSecret && (await signWithSecret(clientSecret, buildSecretAssertion(plan, now, jti)))
    : clientKey && (await signWithKey(effects, clientKey, plan, now, jti));
  if (!signed) {
    const what = withSecret ? 'client_secret' : 'client_key';
    return { ok: false, error: { kind: 'secret_gone', what } };
  }
  const { clientAssertion } = signed;
  if (flowId !== undefined) await effects.vault.put(flowId, 'client_assertion', clientAssertion);
  return { ok: true, value: signed };
}

async function signWithKey(
  effects: Effects,
  key: ClientKey,
  plan: FlowPlan,
  now: EpochSeconds,
  jti: string,
): Promise<Required<SignedAssertion> | undefined> {
  const { alg, ...assertion } = buildClientAssertion(plan, key, now, jti);
  const clientAssertion = await signJwt(effects, key, alg, assertion);
  return clientAssertion === undefined ? undefined : { assertion, clientAssertion };
}

/** @see RFC 7518 §3.2 */
async function signWithSecret(
  secret: string,
  assertion: JwtContent,
): Promise<Required<SignedAssertion>> {
  const { subtle } = crypto;
  const encoder = new TextEncoder();
  const how = { name: 'HMAC', hash: `SHA-${String(assertion.header.alg).slice(2)}` };
  const key = await subtle.importKey('raw', encoder.encode(secret), how, false, ['sign']);
  const input = signingInput(assertion);
  const signature = new Uint8Array(await subtle.sign('HMAC', key, encoder.encode(input)));
  return { assertion, clientAssertion: `${input}.${encodeBase64url(signature)}` };
}

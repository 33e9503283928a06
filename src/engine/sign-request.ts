import { type HttpRequest, headerOf } from '../core/oauth/http-message.ts';
import {
  apiSignature,
  bodyDigest,
  signatureBypass,
  signatureHeader,
  signatureKeyId,
  signingString,
} from '../core/oauth/http-signature.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

interface SignedRequest {
  request: HttpRequest;
  /** what there was not, so that a request that the bank wants signed is not */
  lacks: string[];
}

/**
 * An API request with the signature that the profile wants, if it wants one; without, where the person
 * has given no key for it. Nothing of the request may change any more.
 *
 * @see draft-cavage-http-signatures-12 §3.1
 */
export async function signRequest(
  effects: Effects,
  plan: FlowPlan,
  request: HttpRequest,
): Promise<EngineReply<SignedRequest>> {
  const wanted = apiSignature(plan.profile);
  const unsigned = (...lacks: string[]): EngineReply<SignedRequest> => ({
    ok: true,
    value: { request, lacks },
  });
  if (!wanted || headerOf(request, 'signature') !== undefined) return unsigned();
  const { clientKey } = plan.draft;
  const bypass = signatureBypass(plan);
  if (!clientKey && bypass !== undefined) return withSignature(request, bypass);
  const names = wanted.headers;
  if (!names) return unsigned('signature.headers');
  // The one way to sign that these banks name.
  if (!clientKey?.algorithms.includes('RS256')) return unsigned('RSA key');
  // No browser sends a date.
  const headers = request.headers.filter(([name]) => !/^(digest|date)$/i.test(name));
  if (names.includes('digest')) headers.push(['Digest', await bodyDigest(request.body)]);
  const whole = { ...request, headers };
  const input = signingString(whole, names);
  if (!input.ok) return unsigned(...input.error);
  const bytes = new TextEncoder().encode(input.value);
  const signature = await effects.sign?.(clientKey.id, 'RS256', bytes);
  if (!signature) return { ok: false, error: { kind: 'secret_gone', what: 'client_key' } };
  return withSignature(whole, signatureHeader(signatureKeyId(plan), names, signature));
}

function withSignature(request: HttpRequest, signature: string): EngineReply<SignedRequest> {
  const headers: HttpRequest['headers'] = [...request.headers, ['Signature', signature]];
  return { ok: true, value: { request: { ...request, headers }, lacks: [] } };
}

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
  if (!clientKey && bypass !== undefined) return signed(request, [], bypass);
  if (!wanted.headers) return unsigned('signature.headers');
  // The one way to sign that these banks name.
  if (!clientKey?.algorithms.includes('RS256')) return unsigned('RSA key');
  const { clock } = effects;
  const made: [string, string][] = [];
  const digest = wanted.headers.includes('digest');
  if (digest) made.push(['Digest', await bodyDigest(request.body)]);
  if (wanted.headers.includes('date')) made.push(['Date', new Date(clock.nowMs()).toUTCString()]);
  const headers = carriedHeaders(request, made);
  if (!headers) return unsigned();
  const input = signingString(request, headers, wanted.headers);
  if (!input.ok) return unsigned(...input.error);
  const bytes = new TextEncoder().encode(input.value);
  const signature = await effects.sign?.(clientKey.id, 'RS256', bytes);
  if (!signature) return { ok: false, error: { kind: 'secret_gone', what: 'client_key' } };
  return signed(request, made, signatureHeader(signatureKeyId(plan), wanted.headers, signature));
}

function signed(
  request: HttpRequest,
  made: [string, string][],
  signature: string,
): EngineReply<SignedRequest> {
  const headers = replaced(request, [...made, ['Signature', signature]]);
  return { ok: true, value: { request: { ...request, headers }, lacks: [] } };
}

/** The request's headers, with others in place of those of their names. */
function replaced({ headers }: HttpRequest, made: [string, string][]): [string, string][] {
  const names = made.map(([name]) => name.toLowerCase());
  return [...headers.filter(([name]) => !names.includes(name.toLowerCase())), ...made];
}

/**
 * What the platform sends of them: browsers take `Date` out. `undefined` where it takes them not at all,
 * which the sender says.
 */
function carriedHeaders(request: HttpRequest, made: [string, string][]): Headers | undefined {
  try {
    const { url, method } = request;
    return new Request(url, { method, headers: replaced(request, made) }).headers;
  } catch {
    return undefined;
  }
}

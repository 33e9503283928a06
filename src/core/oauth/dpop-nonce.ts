import type { FlowState } from '../flow/flow-state.ts';
import { type HttpAnswer, headerOf } from './http-message.ts';
import { parseObject } from './token-response.ts';

/**
 * The nonce that a server gave last, to be put into the next proof for it; `undefined` where it gave none.
 *
 * @param url of a request to it
 * @see RFC 9449 §8, §8.2, §9
 */
export function dpopNonceFor({ calls }: Pick<FlowState, 'calls'>, url: string): string | undefined {
  const server = originOf(url);
  const given = calls.flatMap(({ request, answer }) =>
    answer && originOf(request.url) === server ? (headerOf(answer, 'dpop-nonce') ?? []) : [],
  );
  return given.at(-1);
}

/** What a server has against a proof: a token endpoint says it in the body, an API in its challenge. @see RFC 9449 §5, §7.1, §8, §9 */
export function proofError(
  answer: HttpAnswer,
): 'use_dpop_nonce' | 'invalid_dpop_proof' | undefined {
  if (answer.status !== 400 && answer.status !== 401) return undefined;
  const challenge = headerOf(answer, 'www-authenticate') ?? '';
  const [, error = parseObject(answer.body)?.error] =
    /\bDPoP\b.*\berror\s*=\s*"?(\w+)/i.exec(challenge) ?? [];
  return error === 'use_dpop_nonce' || error === 'invalid_dpop_proof' ? error : undefined;
}

/** True of an answer that only asks for its nonce in the proof, given or not. @see RFC 9449 §8, §9 */
export function wantsDpopNonce(answer: HttpAnswer): boolean {
  return proofError(answer) === 'use_dpop_nonce';
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

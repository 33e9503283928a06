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

/** True of an answer that only asks for its nonce in the proof, given or not. @see RFC 9449 §8, §9 */
export function wantsDpopNonce(answer: HttpAnswer): boolean {
  const { status, body } = answer;
  if (status !== 400 && status !== 401) return false;
  const challenge = headerOf(answer, 'www-authenticate') ?? '';
  return (
    parseObject(body)?.error === 'use_dpop_nonce' ||
    /\bDPoP\b.*\berror\s*=\s*"?use_dpop_nonce\b/i.test(challenge)
  );
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

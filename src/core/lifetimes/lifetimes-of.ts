import type { CallState, FlowState, TokenState } from '../flow/flow-state.ts';
import { parseObject, wholeSeconds } from '../oauth/token-response.ts';
import { type EpochMilliseconds, type EpochSeconds, epochSeconds, type Seconds } from '../time.ts';
import { firstReceivedMs } from './first-received.ts';
import type { Lifetime } from './lifetime.ts';
import { tokenEnd } from './token-end.ts';

type LengthInProfile = { seconds: Seconds; alternatives?: Seconds[] | undefined } | undefined;

/**
 * Everything of a flow that ends, in the order in which it came.
 *
 * @see RFC 6749 §4.1.2 (codes), RFC 9126 §2.2 (`request_uri`), Regulation (EU) 2018/389 Art. 10
 */
export function lifetimesOf(flow: FlowState): Lifetime[] {
  const { redirect, calls, tokens } = flow;
  const { lifetimes } = flow.started.plan.profile;
  const list = calls.flatMap((call) => requestUri(flow, call));
  if (redirect?.code) {
    list.push({
      kind: 'authorization_code',
      id: redirect.code.id,
      ...byProfile(lifetimes.authorizationCode, redirect.atMs),
      ...(redirect.code_use !== 'unspent' && { gone: 'spent' }),
    });
  }
  for (const token of tokens) list.push(tokenLifetime(flow, token));
  const authenticated = tokens.find(({ step }) => step === undefined);
  if (redirect?.code && authenticated && lifetimes.consent) {
    const { callId } = authenticated;
    list.push({ kind: 'consent', id: callId, ...byProfile(lifetimes.consent, redirect.atMs) });
  }
  return list;
}

function tokenLifetime(flow: FlowState, token: TokenState): Lifetime {
  const { kind, secret, receivedAtMs, replaced } = token;
  const { accessToken, refreshToken } = flow.started.plan.profile.lifetimes;
  const end = tokenEnd(token, flow);
  const source = end === tokenEnd({ ...token, jwt: undefined }, flow) ? 'answer' : 'jwt';
  const usual = { access_token: accessToken, refresh_token: refreshToken, id_token: undefined };
  const from = kind === 'refresh_token' ? firstReceivedMs(flow, token) : receivedAtMs;
  return {
    kind,
    id: secret.id,
    ...(end === undefined
      ? byProfile(usual[kind], from)
      : { fromMs: receivedAtMs, ends: [end], source }),
    ...(replaced && { gone: 'replaced' }),
  };
}

/** What the profile says of a kind. */
function byProfile(length: LengthInProfile, fromMs: EpochMilliseconds) {
  const lengths = length ? [length.seconds, ...(length.alternatives ?? [])] : [];
  const ends: EpochSeconds[] = lengths.map((seconds) => epochSeconds(fromMs) + seconds);
  return { fromMs, ends, source: 'profile' as const };
}

/** A pushed request, which is good for one use within the time that its answer says. */
function requestUri({ pushed }: FlowState, { callId, answer }: CallState): Lifetime[] {
  const { request_uri, expires_in } = (answer && parseObject(answer.body)) ?? {};
  const length = wholeSeconds(expires_in);
  if (!answer || typeof request_uri !== 'string' || length === undefined) return [];
  const { receivedAtMs: fromMs } = answer;
  const ends = [epochSeconds(fromMs) + length];
  const gone = pushed && (pushed.callId !== callId ? 'replaced' : pushed.opened && 'spent');
  return [
    { kind: 'request_uri', id: callId, fromMs, ends, source: 'answer', ...(gone && { gone }) },
  ];
}

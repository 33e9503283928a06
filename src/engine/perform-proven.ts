import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import { maskText } from '../core/flow/mask.ts';
import { applyRules } from '../core/lint/rule.ts';
import { dpopNonce } from '../core/lint/rules/dpop-nonce.ts';
import { dpopNonceFor, wantsDpopNonce } from '../core/oauth/dpop-nonce.ts';
import { accessTokenHash, buildDpopProof } from '../core/oauth/dpop-proof.ts';
import { type HttpAnswer, headerOf } from '../core/oauth/http-message.ts';
import { epochSeconds } from '../core/time.ts';
import type { Effects, ReceivedAnswer, Vault } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { type PlannedCall, performCall, type ReadAnswer } from './perform-call.ts';
import { signJwt } from './sign-jwt.ts';
import { unmaskFlow, unmaskText } from './unmask-flow.ts';

/** A call, and what is to be proven with it where its flow has a key for that. */
export interface ProvableCall extends PlannedCall {
  /** the access token that goes along and is bound to the key; `new`: the call is to bring one. Absent: nothing */
  proves?: 'new' | { accessToken: string } | undefined;
}

/**
 * Performs a call with a proof that the client holds the flow's key, and once more, built anew, where the server only
 * asked for its nonce in the proof: then the first one used nothing up. A second question is an error like any other.
 *
 * @param build everything fresh in a request: called again for the second one, with the flow as it is then
 * @see RFC 9449 §5, §7.1, §8
 */
export async function performProven(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  build: (flow: FlowState) => Promise<EngineReply<ProvableCall>>,
  read: (received: ReceivedAnswer, call: PlannedCall) => Promise<ReadAnswer>,
  isSecond = false,
): Promise<EngineReply> {
  const built = await build(flow);
  if (!built.ok) return built;
  const proven = await withProof(effects, flow, built.value);
  if (!proven.ok) return proven;
  const call = proven.value;
  if (!call.proof) return performCall(effects, flow, call, (got) => read(got, call), signal);
  // Of the second nothing is said that was not said of the first.
  if (isSecond) call.findings = [];
  const { journal, vault } = effects;
  const reply = await performCall(
    effects,
    flow,
    call,
    async (received) => {
      const { answer } = received;
      const nonce = await keepNonce(vault, flow.flowId, answer);
      if (isSecond || !nonce || !wantsDpopNonce(answer)) return read(received, call);
      return { outcome: 'nonce_wanted', findings: applyRules([dpopNonce], { answer }), tokens: [] };
    },
    signal,
  );
  // By the record: an answer that it does not have is not known to have used nothing up.
  const now = reply.ok && !isSecond ? foldFlow(await journal.events(flow.flowId)) : undefined;
  if (now?.calls.at(-1)?.outcome !== 'nonce_wanted') return reply;
  const unmasked = unmaskFlow(now, await vault.known(flow.flowId));
  return performProven(effects, unmasked, signal, build, read, true);
}

/** Whether an answer gives a nonce. One that would be masked, as what looks like a token is, goes to the vault first. */
async function keepNonce(vault: Vault, flowId: string, answer: HttpAnswer): Promise<boolean> {
  const nonce = headerOf(answer, 'dpop-nonce') ?? '';
  // Where the vault has no room the server is asked for another.
  if (maskText(nonce, []) !== nonce) {
    await vault.put(flowId, 'captured', nonce).catch(() => undefined);
  }
  return nonce !== '';
}

/** @see RFC 9449 §4.2 */
async function withProof(
  effects: Effects,
  flow: FlowState,
  { proves, ...call }: ProvableCall,
): Promise<EngineReply<PlannedCall>> {
  const { dpopKey } = flow.started;
  if (!dpopKey || !proves) return { ok: true, value: call };
  const { request } = call;
  const recorded = dpopNonceFor(flow, request.url);
  const known = recorded?.includes('{{') ? await effects.vault.known(flow.flowId) : [];
  const nonce = recorded && unmaskText(recorded, known);
  const proof = buildDpopProof(dpopKey, request, {
    now: epochSeconds(effects.clock.nowMs()),
    jti: effects.randomId(),
    ath: proves === 'new' ? undefined : await accessTokenHash(proves.accessToken),
    // Of a nonce that nobody holds any more the server gives another.
    nonce: nonce?.includes('{{') ? undefined : nonce,
  });
  const jwt = await signJwt(effects, dpopKey, dpopKey.alg, proof);
  if (jwt === undefined) return { ok: false, error: { kind: 'secret_gone', what: 'dpop_key' } };
  const others = request.headers.filter(([name]) => name.toLowerCase() !== 'dpop');
  return {
    ok: true,
    value: { ...call, proof, request: { ...request, headers: [...others, ['DPoP', jwt]] } },
  };
}

import { type FaultId, faultOf } from '../core/fault-bench/fault.ts';
import { environmentKind, faultyRequest } from '../core/fault-bench/faulty-request.ts';
import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { mayHaveSpent } from '../core/flow/spent-secrets.ts';
import { buildClientRequest } from './client-request.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { tokenRequestName } from './flow-plan.ts';
import { performProven } from './perform-proven.ts';
import { receiveTokens } from './read-token-answer.ts';

/**
 * Sends one faulty token request of a bench: the real one, but for what the fault changes. What is sent a second
 * time is what the flow itself used up before, and never at a live bank. A fault that may have reached the
 * bank is not made again.
 */
export async function sendFault(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  fault: FaultId,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const { strikes: purpose, again } = faultOf(fault);
  const isRefresh = purpose === 'refresh';
  const name = isRefresh ? plan.profile.refresh : tokenRequestName(plan);
  const secret = isRefresh ? refreshTokenFor(flow, again) : codeFor(flow, again);
  if (!isDue(flow, fault) || !(isRefresh || purpose === 'exchange') || !secret || !name) {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  const value = await effects.vault.value(secret.id);
  if (value === undefined) return { ok: false, error: { kind: 'secret_gone', what: secret.kind } };
  const faulty = faultyRequest(plan, fault, name);
  return performProven(
    effects,
    flow,
    signal,
    async (now) => {
      const changed = { ...now, started: { ...now.started, plan: faulty.plan } };
      const built = await buildClientRequest(effects, changed, name, {
        [isRefresh ? 'refreshToken' : 'code']: value,
        ...faulty.values,
      });
      if (!built.ok) return built;
      const call = { purpose, name, ...built.value, proves: 'new' } as const;
      return { ok: true, value: { ...call, findings: [], uses: secret.id, fault, again } };
    },
    (received, { request }) => receiveTokens(effects, flow, { purpose, request }, received),
  );
}

function isDue({ started: { plan, bench }, calls }: FlowState, fault: FaultId): boolean {
  return (
    environmentKind(plan) !== 'live' &&
    bench !== undefined &&
    bench.rows.includes(fault) &&
    calls.every((call) => call.fault !== fault || !mayHaveSpent(call))
  );
}

/** The unspent code; to be sent again, the one that brought tokens. */
function codeFor({ redirect, calls }: FlowState, again = false) {
  const code = redirect?.verdict === 'code' ? redirect.code : undefined;
  const brought = calls.some(({ outcome, uses }) => outcome === 'tokens' && uses === code?.id);
  return brought === again ? code : undefined;
}

/** The refresh token in use; to be sent again, one that another has replaced. */
function refreshTokenFor(flow: FlowState, again = false) {
  const replaced = flow.tokens.find((token) => token.kind === 'refresh_token' && token.replaced);
  return (again ? replaced : currentToken(flow, 'refresh_token'))?.secret;
}

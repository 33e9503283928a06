import { FAULTS, type FaultId } from '../core/fault-bench/fault.ts';
import {
  environmentKind,
  faultyRequest,
  forgedAnswer,
} from '../core/fault-bench/faulty-request.ts';
import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import type { RedirectSighting } from './accept-redirect.ts';
import { buildClientRequest } from './client-request.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { startingSecret, tokenRequestName } from './flow-plan.ts';
import { performCall } from './perform-call.ts';
import { receiveTokens } from './read-token-answer.ts';

const NOTHING = { ok: false, error: { kind: 'nothing_to_send' } } as const;

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
  const { strikes } = FAULTS[fault];
  if (!isDue(flow, fault) || (strikes !== 'exchange' && strikes !== 'refresh')) return NOTHING;
  const purpose = strikes;
  const name = purpose === 'refresh' ? plan.profile.refresh : tokenRequestName(plan);
  const reference = purpose === 'refresh' ? refreshTokenFor(flow, fault) : codeFor(flow, fault);
  if (name === undefined || !reference) return NOTHING;
  const value = await effects.vault.value(reference.id);
  if (value === undefined)
    return { ok: false, error: { kind: 'secret_gone', what: reference.kind } };
  const codeVerifier = await startingSecret(effects.vault, flow, 'code_verifier');
  if (purpose === 'exchange' && plan.draft.pkce && codeVerifier === undefined) {
    return { ok: false, error: { kind: 'secret_gone', what: 'code_verifier' } };
  }
  const faulty = faultyRequest(plan, fault, name);
  const secrets = purpose === 'refresh' ? { refreshToken: value } : { code: value, codeVerifier };
  const built = await buildClientRequest(
    effects,
    { ...flow, started: { ...flow.started, plan: faulty.plan } },
    name,
    { ...secrets, ...faulty.values },
  );
  if (!built.ok) return built;
  const { request, assertion } = built.value;
  return performCall(
    effects,
    flow,
    { purpose, name, request, findings: [], assertion, uses: reference.id, fault },
    (received) => receiveTokens(effects.vault, flow, { purpose, request }, received),
    signal,
  );
}

/** Gives the flow an answer with a state that it never sent, as if the browser had landed with it. */
export async function forgeAnswer(
  effects: Effects,
  flow: FlowState,
  accept: (sighting: RedirectSighting) => Promise<EngineReply>,
): Promise<EngineReply> {
  const fault = 'wrong_state';
  if (!isDue(flow, fault) || !flow.opened) return NOTHING;
  const forged = forgedAnswer(flow.started.plan, `forged-${effects.randomId()}`);
  return accept({ ...forged, via: 'pasted', flowId: flow.flowId, fault });
}

function isDue({ started, calls, forged }: FlowState, fault: FaultId): boolean {
  const { plan, bench } = started;
  const isMade =
    forged?.fault === fault ||
    calls.some((call) => call.fault === fault && call.failed?.reached !== 'no');
  return environmentKind(plan) !== 'live' && (bench?.rows.includes(fault) ?? false) && !isMade;
}

/** The unspent code; to be sent again, the one that brought tokens. */
function codeFor({ redirect, calls }: FlowState, fault: FaultId) {
  if (redirect?.verdict !== 'code') return undefined;
  const brought = calls.some(
    ({ purpose, outcome, uses }) =>
      purpose === 'exchange' && outcome === 'tokens' && uses === redirect.code?.id,
  );
  return brought === (FAULTS[fault].again ?? false) ? redirect.code : undefined;
}

/** The refresh token in use; to be sent again, one that another has replaced. */
function refreshTokenFor(flow: FlowState, fault: FaultId) {
  if (!FAULTS[fault].again) return currentToken(flow, 'refresh_token')?.secret;
  return flow.tokens.find(({ kind, replaced }) => kind === 'refresh_token' && replaced)?.secret;
}

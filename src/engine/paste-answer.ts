import type { FlowState } from '../core/flow/flow-state.ts';
import { plannedSteps, stepsBefore } from '../core/flow/flow-steps.ts';
import { buildWorkerRequest } from '../core/oauth/token-request.ts';
import type { Effects, ReceivedAnswer } from './effects.ts';
import type { EngineRefusal, EngineReply } from './flow-engine.ts';
import { requestFailure, startingSecret, stepValues } from './flow-plan.ts';
import { readStep } from './flow-steps.ts';
import { type PlannedCall, performCall } from './perform-call.ts';
import { receiveTokens } from './read-token-answer.ts';

/** An answer that a person got elsewhere, e.g. with curl and a certificate. */
export interface PastedAnswer {
  status: number;
  contentType: string;
  body: string;
}

const refuse = (error: EngineRefusal): EngineReply => ({ ok: false, error });

/**
 * Takes the answer to one of a flow's requests that was sent elsewhere, as if our worker had received it.
 * A code that was spent elsewhere counts as spent here.
 */
export async function pasteAnswer(
  effects: Effects,
  flow: FlowState,
  name: string,
  pasted: PastedAnswer,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const step = plannedSteps(plan).find((one) => one.name === name);
  if (!step || step.template.role === 'authorize') return refuse({ kind: 'nothing_to_send' });
  const before = stepsBefore(plan).some((one) => one.name === name);
  const spends = !before && plan.draft.grant === 'authorization_code';
  const { redirect } = flow;
  const isGood = redirect?.verdict === 'code' && redirect.code_use === 'unspent';
  if (spends && !isGood) return refuse({ kind: 'nothing_to_send' });
  if (before && (flow.opened || flow.phase === 'abandoned')) {
    return refuse({ kind: 'nothing_to_send' });
  }
  const code = spends ? redirect?.code : undefined;
  const values = await stepValues(effects, flow, {
    clientSecret: await startingSecret(effects.vault, flow, 'client_secret'),
    codeVerifier: await startingSecret(effects.vault, flow, 'code_verifier'),
    code: code && (await effects.vault.value(code.id)),
  });
  const built = buildWorkerRequest(plan, name, values);
  if (!built.ok) return refuse(requestFailure(built.error));
  const purpose = before ? 'step' : spends ? 'exchange' : 'client_credentials';
  const call: PlannedCall = {
    purpose,
    name,
    request: built.value,
    findings: [],
    pasted: receivedAnswer(pasted, effects.clock.nowMs()),
    ...(code ? { uses: code.id } : {}),
  };
  const { signal } = new AbortController();
  return performCall(
    effects,
    flow,
    call,
    (received) =>
      purpose === 'step'
        ? readStep(effects, flow, { name, request: call.request }, received)
        : receiveTokens(effects, flow, { purpose, request: call.request }, received),
    signal,
  );
}

function receivedAnswer(
  { status, contentType, body }: PastedAnswer,
  nowMs: number,
): ReceivedAnswer {
  const bytes = new TextEncoder().encode(body);
  return {
    answer: {
      status,
      headers: contentType === '' ? [] : [['content-type', contentType]],
      body,
      badText: false,
      bytes: bytes.length,
      cut: false,
      redirected: false,
      receivedAtMs: nowMs,
      durationMs: 0,
    },
    bytes,
  };
}

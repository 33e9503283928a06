import type { Destination, FlowReply, Params } from '../contract/requests.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { isStepwise } from '../core/flow/flow-steps.ts';
import { replayPlan } from '../core/flow/replay-plan.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import type { Vault } from '../engine/effects.ts';
import { liveToken } from '../engine/flow-calls.ts';
import { startingSecret } from '../engine/flow-plan.ts';
import type { WorkerParts } from './handlers.ts';
import { liveLock } from './live-lock.ts';
import { sendClientRequest, startAndOpen } from './open-flow.ts';

/** Starts a flow anew, with the plan of an earlier one; for a bench, with its faults among the edits. */
export async function runAgain(
  parts: WorkerParts,
  flowId: string,
  destination: Destination,
  { anyway, bench, edits }: Omit<Params<'runAgain'>, 'flowId' | 'destination'> = {},
): Promise<FlowReply> {
  const { engine, effects, vault } = parts;
  const flow = await engine.read(flowId);
  if (!flow) return { ok: false, error: { kind: 'no_such_flow' } };
  const { plan, bank } = flow.started;
  const clientSecret = await clientSecretOf(vault, flow);
  if (clientSecret === undefined) {
    return { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
  }
  // The person saw these errors when the flow was first sent, and asked for the same again.
  const { findings } = flow.started;
  const options = { bank, repeats: flowId, findings, bench, onErrors: 'send_anyway' } as const;
  const refusal = await liveLock(parts, plan);
  if (refusal) return refusal;
  const stepwise = isStepwise(plan);
  if (bench && (stepwise || plan.draft.grant !== 'authorization_code')) {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  if (plan.draft.grant === 'client_credentials' && !stepwise) {
    const alive = anyway ? undefined : await liveToken(effects, plan);
    if (alive) return { ok: false, error: alive };
    return sendClientRequest(parts, replayPlan(plan), clientSecret, options);
  }
  const fresh = () => randomText(effects.randomBytes(RANDOM_BYTES));
  const secrets = { clientSecret, state: fresh(), nonce: fresh(), codeVerifier: fresh() };
  const again = replayPlan(plan);
  again.draft.edits = { ...again.draft.edits, ...edits };
  return stepwise
    ? engine.startSteps(again, secrets, options)
    : startAndOpen(parts, again, secrets, destination, options);
}

/** Empty when the flow had none; `undefined` when it had one that is gone. */
async function clientSecretOf(vault: Vault, flow: FlowState): Promise<string | undefined> {
  const had = flow.started.secrets.some(({ kind }) => kind === 'client_secret');
  return had ? startingSecret(vault, flow, 'client_secret') : '';
}

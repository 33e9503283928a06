import type { FlowReply } from '../contract/replies.ts';
import type { Params } from '../contract/requests.ts';
import type { ClientKey } from '../core/clients/client-key.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { isStepwise } from '../core/flow/flow-steps.ts';
import { replayPlan } from '../core/flow/replay-plan.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import { liveToken } from '../engine/flow-calls.ts';
import { startingSecret } from '../engine/flow-plan.ts';
import { goThroughSteps } from './go-on.ts';
import type { WorkerParts } from './handlers.ts';
import { liveLock } from './live-lock.ts';
import { sendClientRequest, startAndOpen } from './open-flow.ts';

/** Starts a flow anew, with the plan of an earlier one, there or elsewhere. */
export async function runAgain(
  parts: WorkerParts,
  { flowId, destination, anyway, bench, edits, ...change }: Params<'runAgain'>,
): Promise<FlowReply> {
  const { engine, effects } = parts;
  const flow = await engine.read(flowId);
  if (!flow) return { ok: false, error: { kind: 'no_such_flow' } };
  const { started } = flow;
  const gone = (what: string): FlowReply => ({ ok: false, error: { kind: 'secret_gone', what } });
  const clientSecret = change.clientSecret ?? (await clientSecretOf(parts, flow, change.client));
  if (clientSecret === undefined) return gone('client_secret');
  const clientKey = await clientKeyOf(parts, flow, change.client);
  if (started.plan.draft.clientKey && !clientKey) return gone('client_key');
  const plan = replayPlan(started.plan, change);
  if (clientKey) plan.draft.clientKey = clientKey;
  plan.draft.edits = { ...plan.draft.edits, ...edits };
  const options = {
    bank: change.bank ?? started.bank,
    repeats: flowId,
    bench,
    // The person saw the errors of the same request when it was first sent, and asked for the same again.
    findings: change.findings ?? started.findings,
    onErrors: change.findings && !anyway ? 'ask' : 'send_anyway',
    ...(!bench && continues(flow) && ({ continues: true } as const)),
  } as const;
  const refusal = await liveLock(parts, plan);
  if (refusal) return refusal;
  const stepwise = isStepwise(plan);
  if (bench && (stepwise || plan.draft.grant !== 'authorization_code')) {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  if (plan.draft.grant === 'client_credentials' && !stepwise) {
    const alive = anyway ? undefined : await liveToken(effects, plan);
    if (alive) return { ok: false, error: alive };
    return sendClientRequest(parts, plan, clientSecret, options);
  }
  const fresh = () => randomText(effects.randomBytes(RANDOM_BYTES));
  const secrets = { clientSecret, state: fresh(), nonce: fresh(), codeVerifier: fresh() };
  if (!stepwise) return startAndOpen(parts, plan, secrets, destination, options);
  const begun = await engine.startSteps(plan, secrets, options);
  if (begun.ok && options.continues) void goThroughSteps(parts, begun.value.flowId, destination);
  return begun;
}

/** Whether there was something after the redirect, which is then done again. */
function continues({ started, calls }: FlowState): boolean {
  if (started.watched) return false;
  return started.continues ?? calls.some(({ purpose }) => purpose === 'exchange');
}

/**
 * The chosen client's secret, else the flow's own, else that of a saved client with its client id at its bank. Empty
 * when there was none; `undefined` when there was one that is gone. A record from elsewhere may name any host and
 * any secret: its person chooses whose goes there.
 */
async function clientSecretOf(
  { vault, clients }: WorkerParts,
  flow: FlowState,
  chosen: string | undefined,
): Promise<string | undefined> {
  const { plan, secrets } = flow.started;
  if (!secrets.some(({ kind }) => kind === 'client_secret')) return '';
  const isOwn = chosen === undefined && !flow.started.imported;
  const own = isOwn ? await startingSecret(vault, flow, 'client_secret') : undefined;
  if (own !== undefined) return own;
  const saved = (await clients.read()).find(
    ({ id, clientId, usedFor, secretIs }) =>
      secretIs === 'in_memory' &&
      (id === chosen ||
        (isOwn && clientId === plan.draft.clientId && usedFor.includes(plan.profile.id))),
  );
  return saved?.secret && vault.value(saved.secret.id);
}

/** The key that signs: of a record from elsewhere never the one that it names, but that of the client which its person chose. */
async function clientKeyOf(
  { clients }: WorkerParts,
  { started }: FlowState,
  chosen: string | undefined,
): Promise<ClientKey | undefined> {
  const { clientKey } = started.plan.draft;
  if (!clientKey || !started.imported) return clientKey;
  if (chosen === undefined) return undefined;
  return (await clients.read()).find(({ id }) => id === chosen)?.key;
}

import type { FlowReply } from '../contract/replies.ts';
import type { Destination } from '../contract/requests.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import { type OpenedRequest, type OpenReply, openedHappening } from '../engine/open-request.ts';
import type { StartOptions } from '../engine/start-flow.ts';
import type { WorkerParts } from './handlers.ts';
import { liveLock } from './live-lock.ts';

/** Starts a flow and opens its authorization request. */
export async function startAndOpen(
  parts: WorkerParts,
  plan: FlowPlan,
  secrets: DraftSecrets,
  destination: Destination,
  options: StartOptions,
): Promise<FlowReply> {
  const refusal = await liveLock(parts, plan);
  if (refusal) return refusal;
  const started = await parts.engine.startAuthorization(plan, secrets, options);
  return openRequest(parts, started, destination);
}

/**
 * Opens what the engine has made ready, and records that before the browser leaves. Of a request that the bank did not
 * take when it was pushed there is a flow to look at, and nothing to open.
 */
export async function openRequest(
  parts: WorkerParts,
  ready: OpenReply,
  destination: Destination,
): Promise<FlowReply> {
  if (!ready.ok) {
    const { error } = ready;
    if (error.kind !== 'push_failed') return { ok: false, error };
    return { ok: true, value: { flowId: error.flowId } };
  }
  // Until it is recorded as opened, another panel could make the same address ready.
  const reply = await parts.effects.tryExclusive(`open:${ready.value.flowId}`, () =>
    openOnce(parts, ready.value, destination),
  );
  return reply ?? { ok: false, error: { kind: 'call_under_way' } };
}

async function openOnce(
  parts: WorkerParts,
  ready: OpenedRequest,
  destination: Destination,
): Promise<FlowReply> {
  const { flowId, url } = ready;
  const { opened, pushed } = (await parts.engine.read(flowId)) ?? {};
  if (pushed ? pushed.opened : opened) return { ok: false, error: { kind: 'nothing_to_send' } };
  if (!(await holdWhereWanted(parts, flowId, url))) {
    return { ok: false, error: { kind: 'hold_failed' } };
  }
  await parts.openTab(destination, url, (tabId) =>
    parts.journal.append(flowId, openedHappening(ready, destination.kind, tabId)),
  );
  return { ok: true, value: { flowId } };
}

/** Puts a hold in force before anything opens. False when one is wanted and the browser refuses it. */
async function holdWhereWanted(
  { engine, settings, holds }: WorkerParts,
  flowId: string,
  url: string,
): Promise<boolean> {
  if (!(await settings.read()).holdRedirects) return true;
  const { draft } = (await engine.read(flowId))?.started.plan ?? {};
  const redirectUri = draft?.edits.redirect_uri ?? draft?.redirectUri ?? '';
  if (!URL.canParse(redirectUri)) return false;
  try {
    await holds.set(flowId, redirectUri, url);
    return true;
  } catch {
    // What was in force before it failed would stay so.
    await holds.reconcile().catch(() => undefined);
    return false;
  }
}

/** The panel is told of the flow at once, so that its call can be watched and cancelled. */
export async function sendClientRequest(
  { engine }: WorkerParts,
  plan: FlowPlan,
  clientSecret: string,
  options: StartOptions,
): Promise<FlowReply> {
  const reply = await engine.requestToken(plan, clientSecret, options);
  return reply.ok ? { ok: true, value: { flowId: reply.value.flowId } } : reply;
}

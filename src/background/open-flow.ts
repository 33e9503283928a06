import type { Destination, FlowReply } from '../contract/requests.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import type { EngineReply } from '../engine/flow-engine.ts';
import type { OpenedRequest, StartOptions } from '../engine/start-flow.ts';
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

/** Opens what the engine has made ready, and records that before the browser leaves. */
export async function openRequest(
  parts: WorkerParts,
  ready: EngineReply<OpenedRequest>,
  destination: Destination,
): Promise<FlowReply> {
  if (!ready.ok) return ready;
  const { flowId, url, recordedUrl, findings } = ready.value;
  if (!(await holdWhereWanted(parts, flowId, url))) {
    return { ok: false, error: { kind: 'hold_failed' } };
  }
  await parts.openTab(destination, url, (tabId) =>
    parts.journal.append(flowId, {
      kind: 'opened',
      how: destination.kind,
      url: recordedUrl,
      ...(tabId === undefined ? {} : { tabId }),
      ...(findings.length === 0 ? {} : { findings }),
    }),
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

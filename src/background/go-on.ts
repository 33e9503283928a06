import type { Destination } from '../contract/requests.ts';
import { stepsBefore } from '../core/flow/flow-steps.ts';
import { hasError } from '../core/lint/finding.ts';
import type { WorkerParts } from './handlers.ts';
import { unlessLocked } from './live-lock.ts';
import { openRequest } from './open-flow.ts';

/**
 * Exchanges the code of a replay once its redirect is good, as the flow before did; also while it is held, which is
 * what holding is for. Errors stop it: then the person decides. Never twice, however often a landing is reported.
 */
export async function goOn(
  parts: Pick<WorkerParts, 'engine' | 'settings'>,
  flowId: string,
): Promise<void> {
  const { started, phase, redirect, calls } = (await parts.engine.read(flowId)) ?? {};
  const tried = calls?.some(({ purpose }) => purpose === 'exchange');
  if (!started?.continues || phase !== 'code_captured' || tried) return;
  if (hasError(redirect?.findings ?? [])) return;
  await unlessLocked(parts, flowId, () => parts.engine.exchangeCode(flowId, 'ask'));
}

/** Performs the steps of a replay that come before its redirect, and opens the bank's page. What fails stops it. */
export async function goThroughSteps(
  parts: WorkerParts,
  flowId: string,
  destination: Destination,
): Promise<void> {
  const { engine } = parts;
  const flow = await engine.read(flowId);
  for (const { name } of flow ? stepsBefore(flow.started.plan) : []) {
    const reply = await unlessLocked(parts, flowId, () => engine.runStep(flowId, name));
    const last = (await engine.read(flowId))?.calls.at(-1)?.outcome;
    if (!reply.ok || (last !== 'tokens' && last !== 'api_ok')) return;
  }
  await openRequest(parts, await engine.openLater(flowId, { onErrors: 'ask' }), destination);
}

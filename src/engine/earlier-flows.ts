import { foldFlow } from '../core/flow/flow-state.ts';
import { tokensOfClient } from '../core/lifetimes/token-budget.ts';
import type { RequestHistory } from '../core/lint/lint-authorization-request.ts';
import type { ReceivedToken } from '../core/lint/lint-token-request.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { Effects } from './effects.ts';

/** Whether an earlier flow went out with the same random values. Only fingerprints are compared. */
export async function findEarlierUse(
  { journal, vault }: Effects,
  values: { state: string; codeVerifier: string },
  ownFlowId?: string,
): Promise<RequestHistory> {
  const used = new Set<string>();
  for (const { flowId, fingerprints } of await journal.summaries()) {
    if (flowId !== ownFlowId) for (const fingerprint of fingerprints) used.add(fingerprint);
  }
  const wasUsed = async (value: string) => value !== '' && used.has(await vault.fingerprint(value));
  return {
    stateUsed: await wasUsed(values.state),
    challengeUsed: await wasUsed(values.codeVerifier),
  };
}

/**
 * Access tokens that the same client got from the same bank a short while ago, where the bank wants few
 * of them to be asked for; empty for all other banks.
 */
export async function findEarlierTokens(
  { journal, clock }: Effects,
  plan: FlowPlan,
  ownFlowId?: string,
): Promise<ReceivedToken[]> {
  const { tokenBudget } = plan.profile;
  if (!tokenBudget) return [];
  const since = clock.nowMs() - tokenBudget.seconds * 1000;
  const recent = (await journal.summaries()).filter(
    ({ flowId, startedAtMs }) => flowId !== ownFlowId && startedAtMs >= since,
  );
  const flows = await Promise.all(
    recent.map(async ({ flowId }) => foldFlow(await journal.events(flowId))),
  );
  return flows.flatMap((flow) => (flow ? tokensOfClient(flow, plan) : []));
}

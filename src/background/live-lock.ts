import { allowsBank } from '../contract/policy.ts';
import type { FlowReply } from '../contract/replies.ts';
import { liveKey } from '../core/banks/live-key.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { WorkerParts } from './handlers.ts';

/** The refusal of a plan whose live environment is locked, or that the organisation rules out; `undefined` for any other. */
export async function liveLock(
  { settings }: Pick<WorkerParts, 'settings'>,
  { profile, draft }: FlowPlan,
): Promise<FlowReply | undefined> {
  const policy = await settings.policy();
  if (!allowsBank(policy, profile.id)) return refuse('bank_not_allowed');
  if (profile.environments[draft.environment]?.kind !== 'live') return undefined;
  if (policy.allowLive === false) return refuse('live_not_allowed');
  const { unlockedLive } = await settings.read();
  return unlockedLive.includes(liveKey(profile, draft.variables))
    ? undefined
    : refuse('live_locked');
}

function refuse(kind: 'live_locked' | 'live_not_allowed' | 'bank_not_allowed'): FlowReply {
  return { ok: false, error: { kind } };
}

/** A live environment that was locked again sends nothing more, also in flows that were started before. */
export async function unlessLocked(
  parts: Pick<WorkerParts, 'engine' | 'settings'>,
  flowId: string,
  send: () => Promise<FlowReply>,
): Promise<FlowReply> {
  const flow = await parts.engine.read(flowId);
  return (flow && (await liveLock(parts, flow.started.plan))) ?? send();
}

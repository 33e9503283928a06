import type { FlowSummary, Hold } from '../../core/flow/flow-summary.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import { blockPattern } from './hold-rules.ts';

export type HeldFlow = Hold & { flowId: string };

/** What has to become of the holds that the list says are in force. */
export interface HoldPlan {
  living: HeldFlow[];
  over: { flowId: string; why: 'expired' | 'browser_closed' }[];
}

/**
 * Tells holds that live from those that are over. Rules outlive the worker but not the browser: a hold
 * whose rule is gone when the worker starts has let go of its address in the meantime.
 *
 * @param blocked the patterns that the browser was found to block when the worker started; later `undefined`
 */
export function planHolds(
  flows: readonly FlowSummary[],
  nowMs: EpochMilliseconds,
  blocked?: ReadonlySet<string | undefined>,
): HoldPlan {
  const plan: HoldPlan = { living: [], over: [] };
  for (const { flowId, hold } of flows) {
    if (!hold) continue;
    const pattern = blockPattern(hold.redirectUri);
    if (nowMs >= hold.untilMs) plan.over.push({ flowId, why: 'expired' });
    else if (blocked && pattern !== undefined && !blocked.has(pattern)) {
      plan.over.push({ flowId, why: 'browser_closed' });
    } else plan.living.push({ flowId, ...hold });
  }
  return plan;
}

import type { CallState } from '../../core/flow/flow-state.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { message } from '../browser.ts';

/** What a call is for, in words; an API call by the label that the profile gives it. */
export function callWords(
  { purpose, name }: Pick<CallState, 'purpose' | 'name'>,
  plan: FlowPlan,
): string {
  const label = plan.profile.requests[name]?.label ?? name;
  if (purpose === 'api' || purpose === 'step') return message(`purpose_${purpose}`, label);
  return message(`purpose_${purpose}`);
}

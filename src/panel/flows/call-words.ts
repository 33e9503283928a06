import type { CallPurpose } from '../../core/flow/flow-event.ts';
import type { CallState } from '../../core/flow/flow-state.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { requestWord } from '../bank-texts.ts';
import { message } from '../browser.ts';

/** What a call is for, in words; an API call by the label that the profile gives it. */
export function callWords(
  { purpose, name }: Pick<CallState, 'purpose' | 'name'>,
  plan: FlowPlan,
): string {
  return message(`purpose_${spokenPurpose(purpose)}`, requestWord(plan.profile, name));
}

/** A purpose that has sentences of its own: what asks the bank about a token is an API call like any other. */
export function spokenPurpose(
  purpose: CallPurpose,
): Exclude<CallPurpose, 'introspection' | 'revocation'> {
  return purpose === 'introspection' || purpose === 'revocation' ? 'api' : purpose;
}

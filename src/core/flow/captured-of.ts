import { consentUntil } from '../oauth/consent-until.ts';
import { bindsTokens } from '../oauth/dpop-proof.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { FlowState } from './flow-state.ts';

/**
 * What the templates of a flow's requests may name that it learnt or made since it was planned. The same each time:
 * its authorization request is built again to be pushed, opened and compared.
 */
export function capturedOf({
  captured,
  started: { dpopKey },
  flowId,
  startedAtMs,
}: FlowState): Readonly<Record<string, string>> {
  return {
    requestId: flowId,
    consentUntil: consentUntil(startedAtMs),
    ...captured,
    ...(dpopKey && { dpopJkt: dpopKey.thumbprint }),
  };
}

/** What stands in for them before the flow is there: each as a template has it. */
export function notYetCaptured(plan: FlowPlan): Readonly<Record<string, string>> {
  return {
    requestId: '{requestId}',
    consentUntil: '{consentUntil}',
    ...(bindsTokens(plan) && { dpopJkt: '{dpopJkt}' }),
  };
}

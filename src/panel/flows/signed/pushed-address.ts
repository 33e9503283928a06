import type { FlowState } from '../../../core/flow/flow-state.ts';
import { plannedSteps } from '../../../core/flow/flow-steps.ts';
import { addQuery } from '../../../core/oauth/build-request.ts';
import { requestAddress } from '../request-address.ts';

/** What is opened of a pushed request; `undefined` while there is none. @see RFC 9126 §4 */
export function pushedAddress(flow: FlowState): string | undefined {
  const { plan } = flow.started;
  const step = plannedSteps(plan).find(({ template }) => template.role === 'authorize');
  const address = step && requestAddress(flow, step.name);
  if (!flow.pushed || !address) return undefined;
  return addQuery(address, [
    { name: 'client_id', value: plan.draft.edits.client_id ?? plan.draft.clientId },
    { name: 'request_uri', value: flow.pushed.requestUri },
  ]);
}

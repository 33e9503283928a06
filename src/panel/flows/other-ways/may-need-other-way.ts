import { callUnderWay, type FlowState } from '../../../core/flow/flow-state.ts';
import { plannedSteps } from '../../../core/flow/flow-steps.ts';

/** Certificates that a token call cannot do without. */
const WANTED = ['required', 'sandbox_optional'];

/**
 * The token call of a flow, where it is still to be made by the worker and may not come through: the bank
 * wants a client certificate, or the last try got no answer. `undefined` else.
 */
export function callInTrouble(flow: FlowState): string | undefined {
  const { plan } = flow.started;
  const step = plannedSteps(plan).findLast(({ template }) => template.role === 'token');
  if (step?.template.transport !== 'worker' || callUnderWay(flow)) return undefined;
  const failed = flow.calls.findLast(({ name }) => name === step.name)?.failed !== undefined;
  const { redirect } = flow;
  const unspent = redirect?.verdict === 'code' && redirect.code_use === 'unspent';
  const wanted = unspent && WANTED.includes(plan.profile.clientCertificate);
  const open = plan.draft.grant === 'client_credentials' || unspent;
  return wanted || (failed && open) ? step.name : undefined;
}

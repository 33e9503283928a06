import { templateValues } from '../../core/banks/request-values.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { plannedSteps } from '../../core/flow/flow-steps.ts';

/** Where a flow's code, or its client, becomes tokens; `undefined` when the profile has no such request. */
export function tokenEndpoint(flow: FlowState): string | undefined {
  const step = plannedSteps(flow.started.plan).findLast(
    ({ template }) => template.role === 'token',
  );
  return step && requestAddress(flow, step.name);
}

/** The bank's authorization endpoint in a flow; `undefined` where the profile has none. */
export function authorizationEndpoint(flow: FlowState): string | undefined {
  return valuesOf(flow)?.authorizationEndpoint;
}

/** Where the bank takes authorization requests before they are opened; `undefined` where it has no such place. */
export function pushEndpoint(flow: FlowState): string | undefined {
  return valuesOf(flow)?.pushedAuthorizationRequestEndpoint || undefined;
}

/** The address of one of the profile's requests, up to its parameters, with what earlier steps brought. */
export function requestAddress(flow: FlowState, name: string): string | undefined {
  const template = flow.started.plan.profile.requests[name];
  const values = valuesOf(flow);
  return template && values && fillTemplate(template.url, { ...values, ...flow.captured });
}

function valuesOf({ started }: FlowState) {
  const { profile, draft } = started.plan;
  return templateValues(profile, draft.environment, draft.variables);
}

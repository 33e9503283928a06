import { templateValues } from '../../core/banks/request-values.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';

/** The bank's token endpoint in a flow; `undefined` when the plan names no environment of the profile. */
export function tokenEndpoint(flow: FlowState): string | undefined {
  return valuesOf(flow)?.tokenEndpoint;
}

/** The bank's authorization endpoint in a flow; `undefined` where the profile has none. */
export function authorizationEndpoint(flow: FlowState): string | undefined {
  return valuesOf(flow)?.authorizationEndpoint;
}

/** The address of one of the profile's requests, up to its parameters. */
export function requestAddress(flow: FlowState, name: string): string | undefined {
  const template = flow.started.plan.profile.requests[name];
  const values = valuesOf(flow);
  return template && values && fillTemplate(template.url, values);
}

function valuesOf({ started }: FlowState) {
  const { profile, draft } = started.plan;
  return templateValues(profile, draft.environment, draft.variables);
}

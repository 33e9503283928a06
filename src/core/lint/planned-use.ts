import { requestCarriage } from '../oauth/request-carriage.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { AuthorizationRequestSubject } from './lint-authorization-request.ts';

/** What a plan says of the authorization request that is built from it. */
export function plannedUse(plan: FlowPlan): Omit<AuthorizationRequestSubject, 'request'> {
  const { environment, variables, clientAuthentication } = plan.draft;
  const carriage = requestCarriage(plan);
  return { profile: plan.profile, environment, variables, clientAuthentication, carriage };
}

import { plannedSteps } from '../flow/flow-steps.ts';
import type { FlowPlan } from './request-draft.ts';

/**
 * Where the answer to a plan's authorization request will stand: as the request asks for it, else as the
 * bank's profile says.
 *
 * @see OAuth 2.0 Multiple Response Type Encoding Practices §2.1 (`response_mode`), JARM §2.3
 */
export function answerMode(plan: FlowPlan): 'query' | 'fragment' | 'form_post' {
  const asked = askedMode(plan)?.replace('.jwt', '');
  if (asked === 'query' || asked === 'fragment' || asked === 'form_post') return asked;
  return plan.profile.redirectAnswer?.mode ?? 'query';
}

/**
 * The algorithms that may sign the answer to a plan's authorization request, where it is to come as a JWT;
 * empty where the bank does not say which, `undefined` where no signed answer is asked for.
 *
 * @see JARM §2.3
 */
export function signedAnswer(plan: FlowPlan): readonly string[] | undefined {
  const asked = askedMode(plan);
  const { signed } = plan.profile.redirectAnswer ?? {};
  return asked === undefined ? signed : /^(.+\.)?jwt$/.test(asked) ? (signed ?? []) : undefined;
}

/** The `response_mode` of the request; empty where a person took it out. */
function askedMode(plan: FlowPlan): string | undefined {
  const { edits, extra } = plan.draft;
  const request = plannedSteps(plan).find(({ template }) => template.role === 'authorize');
  const own = extra.concat(request?.template.parameters ?? []);
  const given = own.find(({ name }) => name === 'response_mode')?.value;
  return edits.response_mode === undefined ? given : (edits.response_mode ?? '');
}

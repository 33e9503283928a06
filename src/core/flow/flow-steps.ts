import type { RequestTemplate } from '../banks/request-template.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';

/** The requests of a plan's grant, in order. */
export function plannedSteps({
  profile,
  draft,
}: FlowPlan): { name: string; template: RequestTemplate }[] {
  return (profile.grants[draft.grant] ?? []).flatMap((name) => {
    const template = profile.requests[name];
    return template ? [{ name, template }] : [];
  });
}

/** The steps that come before the browser opens the bank's page; empty for a plain code flow. */
export function stepsBefore(plan: FlowPlan): { name: string; template: RequestTemplate }[] {
  const steps = plannedSteps(plan);
  const at = steps.findIndex(({ template }) => template.role === 'authorize');
  return steps.slice(0, Math.max(at, 0));
}

/**
 * True when a person goes through the flow step by step: something comes before the redirect, or a step
 * is performed elsewhere.
 */
export function isStepwise(plan: FlowPlan): boolean {
  return (
    stepsBefore(plan).length > 0 ||
    plannedSteps(plan).some(({ template }) => template.transport === 'explain')
  );
}

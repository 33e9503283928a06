import { findOption } from '../../core/banks/request-values.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { english } from '../english.ts';

/** Why a plan is not run: it is for a live bank, and nobody said that this is meant. A sentence. */
export function planLock(
  { profile, draft }: FlowPlan,
  live: boolean | undefined,
): string | undefined {
  const environment = profile.environments[draft.environment];
  if (environment?.kind !== 'live' || live) return undefined;
  return english('cli_live_locked', profile.group, environment.label);
}

/** The name of the bank that a plan is for, as lists show it. */
export function bankName({ profile, draft }: FlowPlan): string {
  const { bankVariable } = profile;
  const variable = bankVariable === undefined ? undefined : profile.variables[bankVariable];
  if (bankVariable === undefined || !variable) return profile.group;
  const choice =
    draft.variables[bankVariable] ?? variable.default ?? variable.options?.[0]?.key ?? '';
  return findOption(variable, choice)?.label ?? profile.group;
}

import { findOption } from '../../../core/banks/request-values.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { RunChange } from '../../flows/run-again.ts';

/** What a person chose for the next run. */
export interface ReplayChoice {
  environment: string;
  /** every variable of the profile, as chosen */
  variables: Readonly<Record<string, string>>;
  /** empty: the recorded one, or the saved client's */
  clientSecret: string;
  /** id of the saved client whose secret is sent, and whose key signs for a record from elsewhere; empty: the recorded run's own */
  client: string;
}

/** The choice that the recorded flow was made with. */
export function recordedChoice({ started }: FlowState): ReplayChoice {
  const { profile, draft } = started.plan;
  const variables = Object.fromEntries(
    Object.entries(profile.variables).map(([name, variable]) => [
      name,
      draft.variables[name] ?? variable.default ?? variable.options?.[0]?.key ?? '',
    ]),
  );
  return { environment: draft.environment, variables, clientSecret: '', client: '' };
}

/** What a choice changes of the recorded flow. */
export function changeOf(flow: FlowState, choice: ReplayChoice): RunChange {
  const recorded = recordedChoice(flow);
  const { bankVariable = '', variables } = flow.started.plan.profile;
  const changed = Object.entries(choice.variables).filter(
    ([name, value]) => value !== recorded.variables[name],
  );
  const bankOption = changed
    .filter(([name]) => name === bankVariable)
    .flatMap(([name, key]) => (variables[name] && findOption(variables[name], key)) ?? []);
  return {
    ...(choice.environment !== recorded.environment && { environment: choice.environment }),
    ...(changed.length > 0 && { variables: Object.fromEntries(changed) }),
    ...(bankOption[0] && { bank: bankOption[0].label }),
    ...(choice.clientSecret !== '' && { clientSecret: choice.clientSecret }),
    ...(choice.client !== '' && { client: choice.client }),
  };
}

/** Whether the person says whose key signs: a record from elsewhere may name any. */
export function wantsKey({ started }: Pick<FlowState, 'started'>): boolean {
  return Boolean(started.imported && started.plan.draft.clientKey);
}

import type { BankProfile, FlowName, Variable } from './bank-profile.ts';
import { fillTemplate } from './template.ts';

/** Choices of a person: variable name → the key of an option, or free text. */
export type VariableChoices = Readonly<Record<string, string>>;

/** Values for every name a template may use. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** What a variable contributes to templates: the value of the chosen option, or the text itself. */
export function variableValue(variable: Variable, choice: string | undefined): string {
  const chosen = choice ?? variable.default ?? variable.options?.[0]?.key ?? '';
  const option = findOption(variable, chosen);
  return option ? (option.value ?? option.key) : chosen;
}

/** The option a choice means: by key first, by value else (`17515` finds the first brand with that code). */
export function findOption(variable: Variable, choice: string) {
  return (
    variable.options?.find((option) => option.key === choice) ??
    variable.options?.find((option) => option.value === choice)
  );
}

/**
 * Variables and endpoints of one environment, filled; flow values (client, code, …) on top.
 * `undefined` when the profile has no such environment.
 */
export function templateValues(
  profile: BankProfile,
  environmentKey: string,
  choices: VariableChoices,
  flow: Partial<Record<FlowName, string | undefined>> = {},
): TemplateValues | undefined {
  const environment = profile.environments[environmentKey];
  if (!environment) return undefined;
  const variables = Object.fromEntries(
    Object.entries(profile.variables).map(([name, variable]) => [
      name,
      variableValue(variable, choices[name]),
    ]),
  );
  const endpoints = Object.fromEntries(
    Object.entries(environment.endpoints).map(([name, template]) => [
      name,
      template === undefined ? undefined : fillTemplate(template, variables),
    ]),
  );
  return { ...variables, ...endpoints, ...flow };
}

import type { BankProfile, Variable } from './bank-profile.ts';
import { fillKnownPlaces, fillTemplate, type TemplateValues } from './template.ts';

/** Choices of a person: variable name → the key of an option, or free text. */
export type VariableChoices = Readonly<Record<string, string>>;

/** What a variable contributes to templates: the value of the chosen option, or the text itself. */
export function variableValue(variable: Variable, choice: string | undefined): string {
  const chosen = chosenText(variable, choice);
  const option = findOption(variable, chosen);
  return option ? (option.value ?? option.key) : chosen;
}

/** The option a choice means: by key first, by value else (a code may find the first brand that has it). */
export function findOption(variable: Variable, choice: string) {
  return (
    variable.options?.find((option) => option.key === choice) ??
    variable.options?.find((option) => option.value === choice)
  );
}

/**
 * Variables and endpoints of one environment, filled; values of the flow (client, code, captured ids …)
 * on top. The scope of the flow may hold places itself. `undefined` when the profile has no such environment.
 */
export function templateValues(
  profile: Pick<BankProfile, 'variables' | 'environments'>,
  environmentKey: string,
  choices: VariableChoices,
  flow: TemplateValues = {},
): TemplateValues | undefined {
  const environment = Object.hasOwn(profile.environments, environmentKey)
    ? profile.environments[environmentKey]
    : undefined;
  if (!environment) return undefined;
  const variables = { ...valuesSet(profile, choices), ...variableValues(profile, choices) };
  const endpoints = Object.fromEntries(
    Object.entries(environment.endpoints).map(([name, template]) => [
      name,
      template === undefined ? undefined : fillTemplate(template, variables),
    ]),
  );
  const values = { ...variables, ...endpoints, ...flow };
  const { scope } = flow;
  if (scope === undefined) return values;
  const { scope: _own, ...others } = values;
  return { ...values, scope: fillKnownPlaces(scope, others) };
}

function chosenText(variable: Variable, choice: string | undefined): string {
  return choice ?? variable.default ?? variable.options?.[0]?.key ?? '';
}

function variableValues({ variables }: Pick<BankProfile, 'variables'>, choices: VariableChoices) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [
      name,
      variableValue(variable, choices[name]),
    ]),
  );
}

function valuesSet({ variables }: Pick<BankProfile, 'variables'>, choices: VariableChoices) {
  const sets = Object.entries(variables).flatMap(([name, variable]) =>
    Object.entries(findOption(variable, chosenText(variable, choices[name]))?.sets ?? {}),
  );
  return Object.fromEntries(sets);
}

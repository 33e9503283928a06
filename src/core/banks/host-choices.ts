import { isNearHost } from '../lint/nearest.ts';
import type { BankProfile, Environment, Variable } from './bank-profile.ts';
import { fitsPattern } from './pattern-danger.ts';
import { type VariableChoices, variableValue } from './request-values.ts';
import { fillKnownPlaces, fillTemplate, templateNames } from './template.ts';
import { templatePattern } from './template-pattern.ts';

/** An endpoint's template, and the variables that fill it. */
export interface EndpointTemplate {
  template: string;
  profile: Pick<BankProfile, 'variables'>;
}

/**
 * The choices under which a host is one of an environment's own, the most telling ones; `undefined` when
 * it is none of them.
 */
export function choicesForHost(
  host: string,
  profile: Pick<BankProfile, 'variables'>,
  { endpoints }: Pick<Environment, 'endpoints'>,
): VariableChoices | undefined {
  const found: VariableChoices[] = [];
  for (const template of Object.values(endpoints)) {
    const choices = hostChoices(host, { template: template ?? '', profile });
    if (choices) found.push(choices);
  }
  return found.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
}

/** The choices under which an endpoint's host is this one. */
export function hostChoices(
  host: string,
  { template, profile }: EndpointTemplate,
): VariableChoices | undefined {
  for (const { host: wanted, choices } of hostTemplates(template, profile)) {
    const groups = wanted.includes('{')
      ? new RegExp(templatePattern(wanted, '[^/?#]+').source, 'i').exec(host)?.groups
      : undefined;
    if (groups === undefined && wanted.toLowerCase() !== host) continue;
    const solved = solvePlaces({ ...groups }, wanted, profile);
    if (solved) return { ...choices, ...solved };
  }
  return undefined;
}

/**
 * The host of an address template. Where the template begins with a place, each option that fills it
 * gives one, and so does a default that is a bank's real address; a place that a person fills gives none.
 */
export function hostTemplates(
  template: string,
  { variables }: Pick<BankProfile, 'variables'>,
): { host: string; choices: VariableChoices }[] {
  const first = /^\{([a-zA-Z0-9]+)\}/.exec(template)?.[1];
  if (first === undefined) {
    // A place right behind the host holds the path, to its slash.
    const paths = Object.entries(variables).filter(([, one]) => one.default?.startsWith('/'));
    const values = Object.fromEntries(paths.map(([name, one]) => [name, one.default]));
    return [{ host: hostPart(fillKnownPlaces(template, values)), choices: {} }];
  }
  const filled = (filling: string | undefined, choices: VariableChoices) => {
    const host = hostPart(fillKnownPlaces(template, { [first]: filling }));
    return host === '' || isReserved(host) ? [] : [{ host, choices }];
  };
  return Object.entries(variables).flatMap(([name, { options, default: usual }]) => {
    if (!options) return name === first ? filled(usual, {}) : [];
    return options.flatMap(({ key, value = key, sets }) =>
      filled(name === first ? value : sets?.[first], { [name]: key }),
    );
  });
}

/** The choices under which an endpoint's host is nearly this one. */
export function nearChoices(
  host: string,
  { template, profile }: EndpointTemplate,
): VariableChoices | undefined {
  const { variables } = profile;
  const defaults = Object.entries(variables).map(([name, variable]) => [
    name,
    variableValue(variable, undefined),
  ]);
  for (const { host: wanted, choices } of hostTemplates(template, profile)) {
    const names = templateNames(wanted);
    const optional = Object.entries(variables).flatMap(([name, { options = [] }]) =>
      options
        .filter(({ sets = {} }) => names.some((one) => one === name || sets[one] !== undefined))
        .map((option) => ({
          values: { [name]: option.value ?? option.key, ...option.sets },
          choices: { ...choices, [name]: option.key },
        })),
    );
    for (const one of [...optional, { values: {}, choices }]) {
      const values = { ...Object.fromEntries(defaults), ...one.values };
      if (isNearHost(host, fillKnownPlaces(wanted, values).toLowerCase())) return one.choices;
    }
  }
  return undefined;
}

/** True for hosts that documents use as examples and nobody has. @see RFC 2606 §2 */
export function isReserved(host: string): boolean {
  return /(^|\.)(example|invalid|test)(:\d+)?$/.test(host);
}

function hostPart(address: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
}

/** The choices that put these texts into a template's places; `undefined` when no choice does. */
export function solvePlaces(
  groups: Record<string, string>,
  template: string,
  { variables }: Pick<BankProfile, 'variables'>,
): VariableChoices | undefined {
  const names = Object.keys(groups);
  const solved = new Map<string, string>();
  const told = new Set<string>();
  for (const [name, variable] of Object.entries(variables)) {
    const set = names.filter((one) => variable.options?.some(({ sets }) => sets?.[one]));
    const own = groups[name];
    if (own === undefined && set.length === 0) continue;
    const option = variable.options?.find(
      ({ key, value = key, sets }) =>
        (own === undefined || same(value, own)) &&
        set.every((one) => same(sets?.[one] ?? '', groups[one] ?? '')),
    );
    const choice = option?.key ?? (set.length === 0 ? freeText(variable, own) : undefined);
    if (choice === undefined) return undefined;
    solved.set(name, choice);
    const isUsual = own !== undefined && own === variable.default && !isReserved(own);
    for (const one of option || isUsual ? [name, ...set] : []) told.add(one);
  }
  const isLiteral = /[a-z0-9]/i.test(fillTemplate(template, {}));
  if (names.some((name) => !told.has(name) && (!isLiteral || !solved.has(name)))) return undefined;
  return Object.fromEntries(solved);
}

/** A text that a person may type for a variable; where there are options only one that has the right form. */
function freeText({ options, pattern }: Variable, text = ''): string | undefined {
  if (pattern === undefined) return options ? undefined : text;
  return fitsPattern(text, `^(?:${pattern})$`) ? text : undefined;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

import { type Bank, documentedEnvironments } from '../../core/banks/bank-list.ts';
import {
  type BankProfile,
  type Confidence,
  confidenceSchema,
  type Environment,
} from '../../core/banks/bank-profile.ts';
import { ENDPOINT_NAMES } from '../../core/banks/endpoint-names.ts';
import { templateValues, type VariableChoices } from '../../core/banks/request-values.ts';

/** One environment of a bank's service, with its addresses filled in. */
export interface ServedEnvironment {
  key: string;
  environment: Environment;
  endpoints: { name: (typeof ENDPOINT_NAMES)[number]; url: string }[];
}

/** The choice of a profile's variables that a bank is. */
export function bankChoices(profile: BankProfile, bank: Pick<Bank, 'option'>): VariableChoices {
  return profile.bankVariable && bank.option ? { [profile.bankVariable]: bank.option } : {};
}

/** Where a bank serves a profile, and under which addresses. */
export function servedEnvironments(profile: BankProfile, bank: Bank): ServedEnvironment[] {
  const choices = bankChoices(profile, bank);
  return documentedEnvironments(profile, bank).flatMap((key) => {
    const environment = profile.environments[key];
    const values = templateValues(profile, key, choices);
    if (!environment || !values) return [];
    const endpoints = ENDPOINT_NAMES.flatMap((name) => {
      const url = values[name];
      return url ? [{ name, url }] : [];
    });
    return [{ key, environment, endpoints }];
  });
}

/** Labels of all environments in which a bank is served, each once. */
export function environmentLabels(bank: Bank): string[] {
  const labels = bank.profiles.flatMap((profile) =>
    documentedEnvironments(profile, bank).map((key) => profile.environments[key]?.label ?? key),
  );
  return [...new Set(labels)];
}

/** The services of a bank, each once. */
export function servicesOf({ profiles }: Bank): BankProfile['service'][] {
  return [...new Set(profiles.map(({ service }) => service))];
}

/** True when some service of the bank cannot be used without a client certificate. */
export function wantsCertificate({ profiles }: Bank): boolean {
  return profiles.some(({ clientCertificate }) => clientCertificate === 'required');
}

/** The option of a profile's bank variable that a bank is; `undefined` when the group is one bank. */
export function optionOf({ bankVariable, variables }: BankProfile, { option }: Bank) {
  const options = bankVariable ? variables[bankVariable]?.options : undefined;
  return options?.find(({ key }) => key === option);
}

/** ISO codes of the countries in which a bank is: its option's own, else its profiles'. Empty: any. */
export function countriesOf(bank: Bank): string[] {
  const codes = bank.profiles.flatMap((profile) => {
    const own = optionOf(profile, bank)?.country;
    return own === undefined ? profile.countries : [own];
  });
  return [...new Set(codes)];
}

/**
 * How well a part of a profile is known, by its dotted path: the best of the sources that tell it.
 * `undefined` when it is documented, which needs no mark.
 */
export function thinConfidence({ sources }: BankProfile, path: string): Confidence | undefined {
  const telling = sources.filter(({ supports = [] }) =>
    supports.some((claimed) => path === claimed || path.startsWith(`${claimed}.`)),
  );
  const rest = sources.filter(({ supports }) => supports === undefined);
  const known = new Set((telling.length > 0 ? telling : rest).map(({ confidence }) => confidence));
  const best = confidenceSchema.options.find((confidence) => known.has(confidence));
  return best === 'documented' ? undefined : best;
}

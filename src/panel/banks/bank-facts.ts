import { type Bank, environmentsFor } from '../../core/banks/bank-list.ts';
import {
  type BankProfile,
  ENDPOINT_NAMES,
  type Environment,
} from '../../core/banks/bank-profile.ts';
import { templateValues } from '../../core/banks/request-values.ts';

/** One environment of a bank's service, with its addresses filled in. */
export interface ServedEnvironment {
  key: string;
  environment: Environment;
  endpoints: { name: (typeof ENDPOINT_NAMES)[number]; url: string }[];
}

/** Where a bank serves a profile, and under which addresses. */
export function servedEnvironments(profile: BankProfile, bank: Bank): ServedEnvironment[] {
  const choices =
    profile.bankVariable && bank.option ? { [profile.bankVariable]: bank.option } : {};
  return environmentsFor(profile, bank).flatMap((key) => {
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
    environmentsFor(profile, bank).map((key) => profile.environments[key]?.label ?? key),
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

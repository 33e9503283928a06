import type { BankProfile } from '../banks/bank-profile.ts';
import { templateValues, type VariableChoices } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import type { Parameter } from '../oauth/parameter.ts';

/** What is known of a client beside its requests; nothing of it is secret. */
export interface ClientInUse {
  /** redirect URIs that the bank has on file */
  redirectUris?: readonly string[] | undefined;
  /** `organizationIdentifier` of its certificate. @see ETSI TS 119 495 §5.1.3 */
  organizationIdentifier?: string | undefined;
  /** ids of the profiles that its redirect URI is used for */
  usedForBanks?: readonly string[] | undefined;
}

/** The bank that something is for, as far as that is known. */
export interface BankUse {
  profile?: BankProfile | undefined;
  /** key in the profile's environments */
  environment?: string | undefined;
  /** `undefined` when nobody chose; then no rule may rely on the defaults */
  variables?: VariableChoices | undefined;
}

/** A request beside the bank and the client that it is for. */
export interface RequestUse extends BankUse {
  request: { url: string; parameters: readonly Parameter[] };
  client?: ClientInUse | undefined;
}

/** Variables and endpoints of the environment in use; `undefined` while it is not known. */
export function valuesInUse({
  profile,
  environment,
  variables,
}: BankUse): TemplateValues | undefined {
  if (!profile || environment === undefined) return undefined;
  return templateValues(profile, environment, variables ?? {});
}

/** The host of an address in lower case, with its port; `undefined` for what is no address. */
export function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}

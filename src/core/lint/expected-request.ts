import type { BankProfile } from '../banks/bank-profile.ts';
import { ENDPOINT_NAMES } from '../banks/endpoint-names.ts';
import type { RequestTemplate } from '../banks/request-template.ts';
import { templateNames } from '../banks/template.ts';
import type { Parameter } from '../oauth/parameter.ts';

/** The name that RFC 6749, RFC 7636 or OpenID Connect gives to what fills a place. */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  '{clientId}': 'client_id',
  '{redirectUri}': 'redirect_uri',
  '{scope}': 'scope',
  '{state}': 'state',
  '{nonce}': 'nonce',
  '{codeChallenge}': 'code_challenge',
  '{codeChallengeMethod}': 'code_challenge_method',
  '{codeVerifier}': 'code_verifier',
  '{clientSecret}': 'client_secret',
};

/** What a request is held against: the bank's own. */
export interface ExpectedRequest {
  template?: RequestTemplate | undefined;
  /** standard names of the parameters that it has; `undefined` when that is not known */
  taken?: readonly string[] | undefined;
}

/** The requests of a profile that a browser opens for an authorization response. */
export function authorizeTemplates(profile: BankProfile | undefined): RequestTemplate[] {
  return Object.values(profile?.requests ?? {}).filter(({ role }) => role === 'authorize');
}

/** Parameters by their standard names, where a bank has names of its own. */
export function standardParameters(
  parameters: readonly Parameter[],
  template: Pick<RequestTemplate, 'parameters'> | undefined,
): Parameter[] {
  const own = new Map(template?.parameters.map(({ name, value }) => [name, STANDARD_NAMES[value]]));
  return parameters.map(({ name, value }) => ({ name: own.get(name) ?? name, value }));
}

/** The standard names of all that a bank's own request has; `undefined` when that is not known. */
export function namesTaken(
  template: RequestTemplate | undefined,
  profile: BankProfile | undefined,
): string[] | undefined {
  if (!template || template.parameters.length === 0 || isHandedOut(template, profile))
    return undefined;
  return standardParameters(template.parameters, template).map(({ name }) => name);
}

/** True where the bank hands out the whole address, in the answer to an earlier step. */
export function isHandedOut(
  template: RequestTemplate | undefined,
  profile: BankProfile | undefined,
): boolean {
  if (!template || !profile) return false;
  const isOwn = (name: string) =>
    ENDPOINT_NAMES.some((endpoint) => endpoint === name) || Object.hasOwn(profile.variables, name);
  return !templateNames(template.url).every(isOwn);
}

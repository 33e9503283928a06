import type { BankProfile } from '../banks/bank-profile.ts';
import type { EndpointName } from '../banks/endpoint-names.ts';
import { ENDPOINT_NAMES } from '../banks/endpoint-names.ts';
import type { ClientAuthentication } from '../banks/grant.ts';
import { isReserved } from '../banks/host-choices.ts';
import { templateValues, type VariableChoices } from '../banks/request-values.ts';
import {
  fillKnownPlaces,
  missingNames,
  type TemplateValues,
  templateNames,
} from '../banks/template.ts';
import { parametersInAddress } from '../oauth/build-request.ts';
import type { Parameter } from '../oauth/parameter.ts';
import { type ClientInUse, hostOf } from './bank-use.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { authMethodNotOffered } from './rules/auth-method-not-offered.ts';
import { bankNotServed } from './rules/bank-not-served.ts';
import { endpointHasFragment } from './rules/endpoint-has-fragment.ts';
import { endpointHostsUnrelated } from './rules/endpoint-hosts-unrelated.ts';
import { endpointNotHttps } from './rules/endpoint-not-https.ts';
import { endpointNotInProfile } from './rules/endpoint-not-in-profile.ts';
import { issuerMismatch } from './rules/issuer-mismatch.ts';
import { noMixUpDefence } from './rules/no-mix-up-defence.ts';
import { retiredGrant } from './rules/retired-grant.ts';
import { sandboxOrLive } from './rules/sandbox-or-live.ts';
import { sharedSecretAuth } from './rules/shared-secret-auth.ts';
import { stetOtherBank } from './rules/stet-other-bank.ts';

/** A bank profile as it is about to be used. */
export interface ProfileSubject {
  profile: BankProfile;
  /** key in the profile's environments */
  environment: string;
  variables: VariableChoices;
  /** as somebody chose it; left out, no rule judges it */
  clientAuthentication?: ClientAuthentication | undefined;
  client?: ClientInUse | undefined;
  /** the profiles that ship with the tool: what they say of hosts is taken as known */
  others?: readonly BankProfile[] | undefined;
  /** a request that is to be one of the profile's, made by whomever */
  request?: { url: string; role: 'authorize' | 'token' | 'resource' } | undefined;
}

/** The same, with all that its rules derive from it. */
export interface ProfileFacts extends ProfileSubject {
  values: TemplateValues;
  /** the environment's addresses, filled; those that a person still has to fill in are left out */
  endpoints: Partial<Record<EndpointName, string>>;
  /** addresses that codes, tokens and secrets travel to: the endpoints and the request's own */
  addresses: readonly string[];
  /** every parameter that a request of the profile sends */
  sent: readonly Parameter[];
}

const rules: readonly Rule<ProfileFacts>[] = [
  endpointNotHttps,
  endpointHostsUnrelated,
  issuerMismatch,
  noMixUpDefence,
  authMethodNotOffered,
  sharedSecretAuth,
  retiredGrant,
  sandboxOrLive,
  endpointNotInProfile,
  bankNotServed,
  stetOtherBank,
];

/** Every finding on a bank profile before anything is built from it. @see RFC 9700 §2, §4.4, RFC 8414 §3 */
export function lintProfile(subject: ProfileSubject): Finding[] {
  const { profile, environment, variables, request } = subject;
  const values = templateValues(profile, environment, variables);
  if (!values) return [];
  const templates = profile.environments[environment]?.endpoints ?? {};
  const endpoints: ProfileFacts['endpoints'] = {};
  for (const name of ENDPOINT_NAMES) {
    const template = templates[name];
    if (template === undefined || missingNames(template, values).length > 0) continue;
    const address = fillKnownPlaces(template, values);
    if (!isPlaceholder(address, template, variables)) endpoints[name] = address;
  }
  const sent = Object.values(profile.requests).flatMap(({ url, parameters }) => [
    ...parametersInAddress(url),
    ...parameters.map(({ name, value }) => ({ name, value })),
  ]);
  const addresses = [...Object.values(endpoints), ...(request ? [request.url] : [])];
  const facts = { ...subject, values, endpoints, addresses, sent };
  const { authorizationEndpoint = '', tokenEndpoint = '' } = endpoints;
  return [
    ...applyRules(rules, facts),
    ...applyRules([endpointHasFragment], { endpoints: [authorizationEndpoint, tokenEndpoint] }),
  ];
}

/** True where an address is only the example that stands in a form until somebody types another one. */
function isPlaceholder(address: string, template: string, variables: VariableChoices): boolean {
  const isTyped = templateNames(template).some((name) => variables[name] !== undefined);
  return !isTyped && !isReserved(hostOf(template) ?? '') && isReserved(hostOf(address) ?? '');
}

import type { BankProfile } from '../core/banks/bank-profile.ts';
import { clientAuthenticationSchema, type Grant } from '../core/banks/grant.ts';
import { templateValues } from '../core/banks/request-values.ts';
import { fillTemplate } from '../core/banks/template.ts';
import type { ClientKey } from '../core/clients/client-key.ts';
import type { Parameter } from '../core/oauth/parameter.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { err, type Result } from '../core/result.ts';
import { english } from './english.ts';
import { readPairs, readVariables } from './named-values.ts';
import { findEnvironment, findProfile } from './profiles.ts';
import { type SecurityOptions, secured } from './security-options.ts';

/** What the options of a command say of a request. */
export interface RequestOptions extends SecurityOptions {
  bank?: string | undefined;
  env?: string | undefined;
  var?: string[] | undefined;
  'client-id'?: string | undefined;
  'redirect-uri'?: string | undefined;
  scope?: string | undefined;
  'client-auth'?: string | undefined;
  pkce?: boolean | undefined;
  param?: string[] | undefined;
}

/**
 * The plan that the options amount to; what they leave open comes from the profile.
 *
 * @param clientKey what is known of the key that was given, with which a client proves itself unless it says otherwise
 */
export function planRequest(
  options: RequestOptions,
  grant: Grant = 'authorization_code',
  clientKey?: ClientKey,
): Result<FlowPlan, string> {
  if (options.bank === undefined) return missing('--bank');
  const found = findProfile(options.bank);
  if (!found.ok) return found;
  const profile = found.value;
  const environment = findEnvironment(profile, options.env);
  if (!environment.ok) return environment;
  if (!profile.grants[grant]) {
    return grant === 'authorization_code'
      ? err(english('cli_no_redirect', profile.id))
      : err(english('cli_no_such_grant', profile.id, Object.keys(profile.grants).join(', ')));
  }
  const variables = readVariables(profile, options.var ?? []);
  if (!variables.ok) return variables;
  const parameters = readPairs(options.param ?? []);
  if (!parameters.ok) return parameters;
  const { defaults } = profile.environments[environment.value] ?? {};
  const clientId = options['client-id'] ?? defaults?.clientId;
  if (clientId === undefined) return missing('--client-id');
  const values = templateValues(profile, environment.value, variables.value) ?? {};
  const redirectUri = options['redirect-uri'] ?? fillTemplate(defaults?.redirectUri ?? '', values);
  const redirects = grant === 'authorization_code';
  if (redirects && redirectUri === '' && options['redirect-uri'] === undefined) {
    return missing('--redirect-uri');
  }
  const usual = profile.clientAuthentication[0] ?? 'none';
  const signsRequests = options.jar ?? profile.requestObject?.requirement === 'required';
  const proves = profile.clientAuthentication.includes('private_key_jwt') || !signsRequests;
  const method = options['client-auth'] ?? (clientKey && proves ? 'private_key_jwt' : usual);
  const clientAuthentication = clientAuthenticationSchema.safeParse(method);
  if (!clientAuthentication.success) {
    return err(english('cli_not_one_of', '--client-auth', profile.clientAuthentication.join(', ')));
  }
  const plan: FlowPlan = {
    profile,
    draft: {
      environment: environment.value,
      variables: variables.value,
      grant,
      clientAuthentication: clientAuthentication.data,
      ...(clientKey && { clientKey }),
      clientId,
      redirectUri,
      scope: options.scope ?? defaults?.scope ?? profile.scope.default,
      pkce: redirects && (options.pkce ?? profile.pkce !== 'undocumented'),
      ...changes(profile, grant, parameters.value),
    },
  };
  return secured(plan, options);
}

/** A parameter that the profile sends is changed by its first `--param`; all others are added. */
function changes(profile: BankProfile, grant: Grant, parameters: readonly Parameter[]) {
  const transport = grant === 'authorization_code' ? 'browser' : 'worker';
  const sent = (profile.grants[grant] ?? []).flatMap((name) => {
    const request = profile.requests[name];
    return request?.transport === transport ? request.parameters.map((one) => one.name) : [];
  });
  const edits = new Map<string, string>();
  const extra: Parameter[] = [];
  for (const parameter of parameters) {
    if (sent.includes(parameter.name) && !edits.has(parameter.name)) {
      edits.set(parameter.name, parameter.value);
    } else {
      extra.push(parameter);
    }
  }
  return { edits: Object.fromEntries(edits), extra };
}

function missing(option: string): Result<never, string> {
  return err(english('cli_missing_option', option));
}

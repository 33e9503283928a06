import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import { replayPlan } from '../../core/flow/replay-plan.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { err, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import { readVariables } from '../named-values.ts';
import { changed, type SecurityOptions } from '../security-options.ts';

export interface ReplayOptions extends SecurityOptions {
  env?: string | undefined;
  var?: string[] | undefined;
  'client-id'?: string | undefined;
  'redirect-uri'?: string | undefined;
}

/**
 * The plan of a recorded flow, for the same or another environment and bank. Client and redirect URI that were
 * the environment's own become those of the other one; `--client-id` and `--redirect-uri` say otherwise.
 */
export function replayElsewhere(plan: FlowPlan, options: ReplayOptions): Result<FlowPlan, string> {
  const { profile } = plan;
  const environment = options.env ?? plan.draft.environment;
  const keys = Object.keys(profile.environments);
  if (!keys.includes(environment)) {
    return err(english('cli_no_such_environment', profile.id, environment, keys.join(', ')));
  }
  const variables = readVariables(profile, options.var ?? []);
  if (!variables.ok) return variables;
  const again = replayPlan(plan, { environment, variables: variables.value });
  const before = defaultsOf(profile, plan.draft);
  const after = defaultsOf(profile, again.draft);
  const follow = (name: 'clientId' | 'redirectUri') =>
    plan.draft[name] === before[name] ? (after[name] ?? plan.draft[name]) : plan.draft[name];
  const draft = {
    ...again.draft,
    clientId: options['client-id'] ?? follow('clientId'),
    redirectUri: options['redirect-uri'] ?? follow('redirectUri'),
  };
  return changed({ ...again, draft }, options);
}

function defaultsOf(
  profile: BankProfile,
  { environment, variables }: Pick<FlowPlan['draft'], 'environment' | 'variables'>,
) {
  const { clientId, redirectUri } = profile.environments[environment]?.defaults ?? {};
  const values = templateValues(profile, environment, variables) ?? {};
  return {
    clientId,
    redirectUri: redirectUri === undefined ? undefined : fillTemplate(redirectUri, values),
  };
}

import { templateValues } from '../core/banks/request-values.ts';
import { fillKnownPlaces } from '../core/banks/template.ts';
import {
  type AuthorizationDetail,
  type AuthorizationDetailFault,
  findDetailFaults,
} from '../core/oauth/authorization-details.ts';
import { readAuthorizationDetails } from '../core/oauth/read-authorization-details.ts';
import type { FlowPlan, RequestDraft } from '../core/oauth/request-draft.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';
import { readTextFile } from './read-text-file.ts';

/** Options that say how a request travels, and what it asks for beyond the scope. */
export const bindingOptions = {
  dpop: { type: 'boolean' },
  resource: { type: 'string', multiple: true },
  'authorization-details': { type: 'string' },
} as const;

/** The same for requests that a browser opens. */
export const carriageOptions = {
  par: { type: 'boolean' },
  jar: { type: 'boolean' },
  ...bindingOptions,
} as const;

export const BINDING_USAGE =
  '[--dpop | --no-dpop] [--resource URI]… [--authorization-details FILE|JSON]';
export const CARRIAGE_USAGE = `[--par | --no-par] [--jar | --no-jar]\n  ${BINDING_USAGE}`;

export interface SecurityOptions {
  par?: boolean | undefined;
  jar?: boolean | undefined;
  dpop?: boolean | undefined;
  resource?: string[] | undefined;
  'authorization-details'?: string | undefined;
}

/** A plan as the bank demands it, where the options do not say otherwise. */
export function secured(plan: FlowPlan, options: SecurityOptions): Result<FlowPlan, string> {
  const demanded = { ...plan, draft: { ...plan.draft, ...demandedBy(plan) } };
  return changed(demanded, options);
}

/** A plan with what the options say of it, and all else as it is. */
export function changed(plan: FlowPlan, options: SecurityOptions): Result<FlowPlan, string> {
  const { par, jar, dpop, resource } = options;
  const draft: RequestDraft = {
    ...plan.draft,
    ...(par !== undefined && { pushed: par }),
    ...(jar !== undefined && { requestObject: jar }),
    ...(dpop !== undefined && { dpop }),
    ...(resource !== undefined && { resources: resource }),
  };
  const given = options['authorization-details'];
  return given === undefined ? ok({ ...plan, draft }) : withDetails({ ...plan, draft }, given);
}

/** What the bank leaves no choice in: a certificate does in place of a key, where the bank takes either. */
function demandedBy({ profile, draft }: FlowPlan): Partial<RequestDraft> {
  const { tokenBinding, resource, authorizationDetails } = profile;
  const redirects = draft.grant === 'authorization_code';
  const certified =
    draft.clientAuthentication.endsWith('tls_client_auth') && tokenBinding?.by.includes('mtls');
  const bound = tokenBinding?.requirement === 'required' && tokenBinding.by.includes('dpop');
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const type = authorizationDetails?.types[0]?.type;
  return {
    ...(redirects && profile.pushedRequests === 'required' && { pushed: true }),
    ...(redirects && profile.requestObject?.requirement === 'required' && { requestObject: true }),
    ...(bound && !certified && { dpop: true }),
    ...(resource?.requirement === 'required' && {
      resources: resource.values.map((template) => fillKnownPlaces(template, values)),
    }),
    ...(authorizationDetails?.requirement === 'required' &&
      type !== undefined && { authorizationDetails: [{ type, values: {} }] }),
  };
}

/**
 * What the profile's types say is held against them, and stays editable in the panel; any other text goes out as it is.
 */
function withDetails(plan: FlowPlan, given: string): Result<FlowPlan, string> {
  const text = /^\s*[[{]/.test(given) ? ok(given) : readTextFile(given);
  if (!text.ok) return text;
  const name = 'authorization_details';
  const json = parsed(text.value);
  if (typeof json !== 'object' || json === null) {
    return err(english('cli_no_details', given.slice(0, SHOWN)));
  }
  const list = JSON.stringify([json].flat());
  const details = readAuthorizationDetails(plan, list);
  const { authorizationDetails: _before, ...draft } = plan.draft;
  if (!details) {
    const extra = draft.extra.filter((one) => one.name !== name);
    return ok({ ...plan, draft: { ...draft, extra: [...extra, { name, value: list }] } });
  }
  const checked = { ...plan, draft: { ...draft, authorizationDetails: details } };
  const values = templateValues(plan.profile, draft.environment, draft.variables) ?? {};
  const [fault] = findDetailFaults(checked, values);
  return fault ? err(faultSentence(fault, details)) : ok(checked);
}

/** Of a text that is no details: enough to know it by. */
const SHOWN = 60;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultSentence(fault: AuthorizationDetailFault, details: AuthorizationDetail[]): string {
  const type = details[fault.at]?.type ?? '';
  return fault.kind === 'unknown_type'
    ? english('cli_detail_unknown_type', type)
    : english(`cli_detail_${fault.kind}`, type, fault.member);
}

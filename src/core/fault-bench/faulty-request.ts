import { findOption, variableValue } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import { scopeValues } from '../lint/scope-values.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import { type FaultId, faultOf } from './fault.ts';

/** In place of a secret or a verifier, and as long as a verifier has to be; nobody can take it for a real one. */
const WRONG = 'wrong-on-purpose-00000000000000000000000000';
export const UNKNOWN_SCOPE = 'unknown-scope-on-purpose';

/**
 * A plan and values from which a token request of the profile comes out with the fault in it, under the bank's
 * own names and in its own place.
 *
 * @param name of the request in the profile
 */
export function faultyRequest(
  plan: FlowPlan,
  id: FaultId,
  name: string,
): { plan: FlowPlan; values: TemplateValues } {
  const [parameter, value] = faultOf(id).change ?? [];
  let { profile, draft } = plan;
  const values: Record<string, string> = {};
  const template = profile.requests[name];
  const { clientId, redirectUri, variables } = draft;
  switch (parameter) {
    case 'code_verifier':
      values.codeVerifier = value === 'none' ? '' : WRONG;
      break;
    case 'client_secret':
      values.clientSecret = WRONG;
      break;
    case 'client_id':
      draft = { ...draft, clientId: clientId.slice(0, -1) + (clientId.endsWith('0') ? 1 : 0) };
      break;
    case 'redirect_uri':
      draft = { ...draft, redirectUri: `${redirectUri}/` };
      break;
    case 'bank':
      draft = {
        ...draft,
        variables: { ...variables, [profile.bankVariable ?? '']: otherBank(plan) ?? '' },
      };
      break;
    case 'scope':
      if (value === 'wider') draft = { ...draft, scope: widerScope(plan).scope };
      if (template) {
        const others = template.parameters.filter(({ name }) => name !== 'scope');
        const parameters = [...others, { name: 'scope', value: '{scope}' }];
        const requests = { ...profile.requests, [name]: { ...template, parameters } };
        profile = { ...profile, requests };
      }
  }
  return { plan: { profile, draft }, values };
}

/** The kind of a plan's environment; one that the profile does not have counts as live. */
export function environmentKind({ profile, draft }: FlowPlan): 'practice' | 'sandbox' | 'live' {
  return profile.environments[draft.environment]?.kind ?? 'live';
}

/** The scope with a value more than was asked for, and that value. */
export function widerScope({ profile, draft }: FlowPlan): { scope: string; added: string } {
  const { separator, values } = profile.scope;
  const asked = scopeValues(draft.edits.scope ?? draft.scope, separator);
  const added = values.find((value) => !asked.includes(value)) ?? UNKNOWN_SCOPE;
  return { scope: [...asked, added].join(separator), added };
}

/** The key of another bank of the profile that is there in the same environment; `undefined` when there is none. */
export function otherBank({ profile, draft }: FlowPlan): string | undefined {
  const { bankVariable = '' } = profile;
  const variable = profile.variables[bankVariable];
  const own = variable && variableValue(variable, draft.variables[bankVariable]);
  return variable?.options?.find(({ key, environments }) => {
    const isThere = !environments || environments.includes(draft.environment);
    return isThere && (findOption(variable, key)?.value ?? key) !== own;
  })?.key;
}

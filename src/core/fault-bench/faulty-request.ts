import { findOption, variableValue } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import { scopeValues } from '../lint/scope-values.ts';
import { answerMode } from '../oauth/answer-mode.ts';
import { authorizeTemplate } from '../oauth/authorization-request.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import { FAULTS, type FaultId } from './fault.ts';

/** In place of the real ones; nobody can take them for a secret. */
const WRONG_SECRET = 'wrong-secret-sent-on-purpose';
const WRONG_VERIFIER = 'wrong-verifier-sent-on-purpose-0000000000000';
const UNKNOWN_SCOPE = 'unknown-scope-sent-on-purpose';
const WRONG_STATE = 'wrong-state-sent-on-purpose';

/**
 * A plan and values from which a request of the profile comes out with the fault in it, under the bank's
 * own names and in its own place.
 *
 * @param name of the request in the profile
 */
export function faultyRequest(
  plan: FlowPlan,
  id: FaultId,
  name: string,
): { plan: FlowPlan; values: TemplateValues } {
  const { change } = FAULTS[id];
  const { profile, draft } = plan;
  const values: Record<string, string> = {};
  if (change.code_verifier) {
    values.codeVerifier = change.code_verifier === 'none' ? '' : WRONG_VERIFIER;
  }
  if (change.client_secret) values.clientSecret = WRONG_SECRET;
  const template = profile.requests[name];
  const faulty = {
    ...draft,
    ...(change.client_id && { clientId: otherClientId(draft.clientId) }),
    ...(change.redirect_uri && { redirectUri: `${draft.redirectUri}/` }),
    ...(change.bank && {
      variables: { ...draft.variables, [profile.bankVariable ?? '']: otherBank(plan) ?? '' },
    }),
    ...(change.scope === 'wider' && { scope: widerScope(plan).scope }),
  };
  if (!change.scope || !template) return { plan: { profile, draft: faulty }, values };
  const parameters = [
    ...template.parameters.filter(({ name }) => name !== 'scope'),
    { name: 'scope', value: '{scope}' },
  ];
  const requests = { ...profile.requests, [name]: { ...template, parameters } };
  return { plan: { profile: { ...profile, requests }, draft: faulty }, values };
}

/** The plan of a flow for some rows: those that strike the authorization request are edits of it. */
export function faultyAuthorization(plan: FlowPlan, rows: readonly FaultId[]): FlowPlan {
  const names = authorizeNames(plan);
  const edits: Record<string, string | null> = {};
  for (const id of rows) {
    const { strikes, change } = FAULTS[id];
    if (strikes !== 'authorize') continue;
    if (change.scope && names.scope !== undefined) edits[names.scope] = UNKNOWN_SCOPE;
    if (change.response_type && names.response_type !== undefined) {
      edits[names.response_type] = null;
    }
  }
  return { ...plan, draft: { ...plan.draft, edits: { ...plan.draft.edits, ...edits } } };
}

/**
 * An answer as somebody else would slip it in: well-formed, at the redirect URI, with a state that we never
 * sent.
 *
 * @see RFC 6749 §10.12
 */
export function forgedAnswer(plan: FlowPlan, code: string) {
  const { profile, draft } = plan;
  const { code: codeName = 'code', state: stateName = 'state' } = profile.redirectAnswer ?? {};
  const parameters = [
    { name: codeName, value: code },
    { name: stateName, value: WRONG_STATE },
  ];
  const landsOn = draft.edits.redirect_uri ?? draft.redirectUri;
  const mode = answerMode(plan);
  if (mode === 'form_post') return { url: landsOn, form: parameters };
  const written = parameters.map(({ name, value }) => `${name}=${value}`).join('&');
  const mark = mode === 'fragment' ? '#' : landsOn.includes('?') ? '&' : '?';
  return { url: `${landsOn}${mark}${written}` };
}

/** The kind of a plan's environment; one that the profile does not have counts as live. */
export function environmentKind({ profile, draft }: FlowPlan): 'practice' | 'sandbox' | 'live' {
  return profile.environments[draft.environment]?.kind ?? 'live';
}

/** What the bank calls these two of its authorization request; `undefined` where it has none. */
export function authorizeNames(plan: FlowPlan): {
  scope: string | undefined;
  response_type: string | undefined;
} {
  const { parameters = [] } = authorizeTemplate(plan) ?? {};
  return {
    scope: parameters.find(({ value }) => value.includes('{scope}'))?.name,
    response_type: parameters.find(({ name }) => name === 'response_type')?.name,
  };
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
  const variable = profile.variables[profile.bankVariable ?? ''];
  if (!variable) return undefined;
  const own = variableValue(variable, draft.variables[profile.bankVariable ?? '']);
  return variable.options?.find(({ key, environments }) => {
    const option = findOption(variable, key);
    const isThere = !environments || environments.includes(draft.environment);
    return isThere && (option?.value ?? key) !== own;
  })?.key;
}

/** A client ID of the same form that is somebody else's: its last letter or digit is the next one. */
function otherClientId(clientId: string): string {
  const other = clientId.replace(/[a-z0-9](?=[^a-z0-9]*$)/i, (last) => {
    if (/\d/.test(last)) return String((Number(last) + 1) % 10);
    return last === 'x' ? 'y' : 'x';
  });
  return other === clientId ? `${clientId}0` : other;
}

import { templateValues } from '../../core/banks/request-values.ts';
import { plannedSteps } from '../../core/flow/flow-steps.ts';
import type { MessageKey } from '../../core/messages.ts';
import type { DraftForm } from './draft-form.ts';
import { demandFor, type SecuritySwitch } from './security-draft.ts';

/** One way to harden a request, as the form offers it. */
export interface SwitchState {
  name: SecuritySwitch;
  on: boolean;
  /** the bank leaves no choice, or there is nothing to choose */
  locked: boolean;
  hint: MessageKey;
}

type Form = Pick<DraftForm, 'profile' | 'draft'>;

/** The switches that the chosen grant has. */
export function securitySwitches(form: Form): SwitchState[] {
  const names: SecuritySwitch[] =
    form.draft.grant === 'authorization_code' ? ['pushed', 'requestObject', 'dpop'] : ['dpop'];
  return names.map((name) => switchState(form, name));
}

function switchState(form: Form, name: SecuritySwitch): SwitchState {
  const demand = demandFor(form.profile, name);
  const on = form.draft[name] ?? false;
  const impossible = impossibleHint(form, name);
  if (impossible) return { name, on, locked: !on, hint: impossible };
  const locked = demand === 'required' && on;
  const binding = form.profile.tokenBinding;
  if (name === 'dpop' && binding && binding.by.length > 1) {
    return { name, on, locked, hint: 'security_dpop_either' };
  }
  if (name === 'dpop' && binding && demand === undefined) {
    return { name, on, locked, hint: 'security_dpop_certificate' };
  }
  return { name, on, locked, hint: `security_${name}_${demand ?? 'undocumented'}` };
}

/** Why a switch would do nothing; `undefined` when it does something. */
export function impossibleHint(form: Form, name: SecuritySwitch): MessageKey | undefined {
  if (name === 'pushed' && pushEndpointOf(form) === '') return 'security_pushed_nowhere';
  if (name === 'dpop' && !callsHere(form)) return 'security_dpop_elsewhere';
  return undefined;
}

/** Where authorization requests are pushed; empty where the environment names no address. */
export function pushEndpointOf({ profile, draft }: Form): string {
  const values = templateValues(profile, draft.environment, draft.variables);
  return values?.pushedAuthorizationRequestEndpoint ?? '';
}

/** Proofs are made by the worker: it has to send the token request itself. */
function callsHere(form: Form): boolean {
  return plannedSteps(form).some(
    ({ template }) => template.role === 'token' && template.transport === 'worker',
  );
}

/** True when the profile says something of hardened requests: then that part of the form is not folded away. */
export function speaksOfSecurity({ profile }: Pick<DraftForm, 'profile'>): boolean {
  const { pushedRequests, requestObject, tokenBinding, resource, redirectAnswer } = profile;
  return [pushedRequests, requestObject, tokenBinding, resource, redirectAnswer?.signed].some(
    (fact) => fact !== undefined,
  );
}

/** The algorithms that the bank takes for what the client's key signs; `undefined` where it does not say. */
export function keyAlgorithmsOf({ profile, draft }: Form): readonly string[] | undefined {
  const lists = [
    draft.requestObject && draft.grant === 'authorization_code'
      ? profile.requestObject?.algorithms
      : undefined,
    draft.clientAuthentication === 'private_key_jwt'
      ? profile.clientAssertion?.algorithms
      : undefined,
  ].filter((list) => list !== undefined);
  if (lists.length === 0) return undefined;
  return lists.reduce((all, list) => all.filter((one) => list.includes(one)));
}

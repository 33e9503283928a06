import { type Bank, environmentsFor } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { type Grant, takesMethod } from '../../core/banks/grant.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import { isSameBank } from '../../core/banks/same-bank.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import type { DraftForm } from './draft-form.ts';
import { securityAt } from './security-draft.ts';

interface Place {
  bank?: Bank;
  profile?: BankProfile;
  environment?: string;
  variables?: RequestDraft['variables'];
}

/**
 * The form at another bank, service or environment. Choices that the new place lacks become its first
 * ones; fields that hold the old place's default, or nothing, take the new default; typed text stays.
 */
export function moveForm(form: DraftForm, place: Place): DraftForm {
  const { bank, profile } = { ...form, ...place };
  const sameBank = isSameBank(form.profile, profile);
  const environments = environmentsFor(profile, bank);
  const wanted = place.environment ?? (sameBank && form.draft.environment);
  const environment = environments.find((key) => key === wanted) ?? environments[0] ?? '';
  const variables = variablesFor(profile, bank, place.variables ?? carried(form, profile));
  const { draft } = form;
  const before = defaultsAt(form.profile, draft.environment, draft.variables);
  const after = defaultsAt(profile, environment, variables);
  const follow = (name: 'clientId' | 'redirectUri') =>
    draft[name] === '' || draft[name] === before[name] ? after[name] : draft[name];
  const sameScopes =
    profile.service === form.profile.service && profile.standard === form.profile.standard;
  const grants = grantsOf(profile);
  const names = new Set(authorizeParameters(profile).map(({ name }) => name));
  const clientAuthentication = takesMethod(profile, draft.clientAuthentication)
    ? draft.clientAuthentication
    : (profile.clientAuthentication[0] ?? 'none');
  return {
    bank,
    profile,
    draft: {
      environment,
      variables,
      grant: grants.find((grant) => grant === draft.grant) ?? grants[0] ?? draft.grant,
      clientAuthentication,
      // A key is registered at one bank group, as a secret is.
      ...(sameBank && draft.clientKey && { clientKey: draft.clientKey }),
      clientId: follow('clientId'),
      redirectUri: follow('redirectUri'),
      scope: sameScopes && draft.scope !== before.scope ? draft.scope : after.scope,
      pkce: pkceAt(profile, form),
      ...securityAt(form, profile, { environment, variables, clientAuthentication }, sameBank),
      edits: Object.fromEntries(
        Object.entries(draft.edits).filter(([name]) => sameBank && names.has(name)),
      ),
      extra: sameBank ? draft.extra : [],
    },
    secrets: { ...form.secrets, clientSecret: secretAt(form, sameBank, before, after) },
    // A registration is one bank group's, as its secret is.
    client: sameBank ? form.client : undefined,
  };
}

/** The grants of a profile, in its order. */
export function grantsOf({ grants }: BankProfile): Grant[] {
  const all: Grant[] = ['authorization_code', 'client_credentials'];
  return all.filter((grant) => grants[grant] !== undefined);
}

/** The parameters of the profile's authorization request, as templates. */
export function authorizeParameters(profile: BankProfile) {
  return authorizeRequest(profile)?.parameters ?? [];
}

/** The profile's authorization request, as a template. */
export function authorizeRequest(profile: BankProfile) {
  return (profile.grants.authorization_code ?? [])
    .map((name) => profile.requests[name])
    .find((request) => request?.role === 'authorize');
}

function pkceAt(profile: BankProfile, form: DraftForm): boolean {
  if (profile.pkce === 'required') return true;
  return profile.pkce === form.profile.pkce ? form.draft.pkce : profile.pkce === 'supported';
}

/** A typed secret is never carried to another bank group: it belongs to one bank. */
function secretAt(form: DraftForm, sameBank: boolean, before: Defaults, after: Defaults): string {
  const { clientSecret } = form.secrets;
  const typed = clientSecret !== '' && clientSecret !== before.clientSecret;
  return typed && sameBank ? clientSecret : after.clientSecret;
}

interface Defaults {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  scope: string;
}

function defaultsAt(
  profile: BankProfile,
  environment: string,
  variables: RequestDraft['variables'],
): Defaults {
  const defaults = profile.environments[environment]?.defaults;
  const values = templateValues(profile, environment, variables) ?? {};
  return {
    clientId: defaults?.clientId ?? '',
    clientSecret: defaults?.clientSecret ?? '',
    redirectUri: fillTemplate(defaults?.redirectUri ?? '', values),
    scope: defaults?.scope ?? profile.scope.default,
  };
}

/**
 * What was chosen and may stay. At another bank only choices among the same options: a text that was typed
 * for one bank must not become another one's because both call it alike. Practice banks share one port.
 */
function carried({ profile: old, draft }: DraftForm, profile: BankProfile) {
  if (isSameBank(old, profile)) return draft.variables;
  const practice = isPractice(old) && isPractice(profile);
  const stays = (name: string) =>
    (practice || old.variables[name]?.options !== undefined) &&
    JSON.stringify(old.variables[name]) === JSON.stringify(profile.variables[name]);
  return Object.fromEntries(Object.entries(draft.variables).filter(([name]) => stays(name)));
}

function isPractice({ environments }: BankProfile): boolean {
  return Object.values(environments).every(({ kind }) => kind === 'practice');
}

function variablesFor(
  profile: BankProfile,
  bank: Bank,
  chosen: RequestDraft['variables'],
): RequestDraft['variables'] {
  const kept = Object.entries(chosen).filter(([name, value]) => {
    const variable = profile.variables[name];
    if (!variable || name === profile.bankVariable) return false;
    return !variable.options || variable.options.some(({ key }) => key === value);
  });
  const bankChoice: [string, string][] =
    profile.bankVariable && bank.option ? [[profile.bankVariable, bank.option]] : [];
  return Object.fromEntries([...kept, ...bankChoice]);
}

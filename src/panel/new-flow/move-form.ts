import { type Bank, environmentsFor } from '../../core/banks/bank-list.ts';
import type { BankProfile, Grant } from '../../core/banks/bank-profile.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import type { DraftForm } from './draft-form.ts';

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
  const environments = environmentsFor(profile, bank);
  const wanted = place.environment ?? (bank.group === form.bank.group && form.draft.environment);
  const environment = environments.find((key) => key === wanted) ?? environments[0] ?? '';
  const variables = variablesFor(profile, bank, place.variables ?? form.draft.variables);
  const { draft } = form;
  const before = defaultsAt(form.profile, draft.environment, draft.variables);
  const after = defaultsAt(profile, environment, variables);
  const follow = (name: 'clientId' | 'redirectUri') =>
    draft[name] === '' || draft[name] === before[name] ? after[name] : draft[name];
  const sameScopes =
    profile.service === form.profile.service && profile.standard === form.profile.standard;
  const grants = grantsOf(profile);
  const names = new Set(authorizeParameters(profile).map(({ name }) => name));
  return {
    bank,
    profile,
    draft: {
      environment,
      variables,
      grant: grants.find((grant) => grant === draft.grant) ?? grants[0] ?? draft.grant,
      clientAuthentication:
        profile.clientAuthentication.find((method) => method === draft.clientAuthentication) ??
        profile.clientAuthentication[0] ??
        'none',
      clientId: follow('clientId'),
      redirectUri: follow('redirectUri'),
      scope: sameScopes && draft.scope !== before.scope ? draft.scope : after.scope,
      pkce: pkceAt(profile, form),
      edits: Object.fromEntries(Object.entries(draft.edits).filter(([name]) => names.has(name))),
      extra: draft.extra,
    },
    secrets: { ...form.secrets, clientSecret: secretAt(form, bank, before, after) },
  };
}

/** The grants of a profile, in its order. */
export function grantsOf({ grants }: BankProfile): Grant[] {
  const all: Grant[] = ['authorization_code', 'client_credentials'];
  return all.filter((grant) => grants[grant] !== undefined);
}

/** The parameters of the profile's authorization request, as templates. */
export function authorizeParameters(profile: BankProfile) {
  return (
    (profile.grants.authorization_code ?? [])
      .map((name) => profile.requests[name])
      .find((request) => request?.transport === 'browser')?.parameters ?? []
  );
}

function pkceAt(profile: BankProfile, form: DraftForm): boolean {
  if (profile.pkce === 'required') return true;
  return profile.pkce === form.profile.pkce ? form.draft.pkce : profile.pkce === 'supported';
}

/** A typed secret is never carried to another bank group: it belongs to one bank. */
function secretAt(form: DraftForm, bank: Bank, before: Defaults, after: Defaults): string {
  const { clientSecret } = form.secrets;
  const typed = clientSecret !== '' && clientSecret !== before.clientSecret;
  return typed && bank.group === form.bank.group ? clientSecret : after.clientSecret;
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
    scope: profile.scope.default,
  };
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

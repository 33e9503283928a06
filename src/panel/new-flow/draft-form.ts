import type { LastDraft } from '../../contract/settings.ts';
import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { plannedSteps } from '../../core/flow/flow-steps.ts';
import type { DraftSecrets, RequestDraft } from '../../core/oauth/request-draft.ts';
import { moveForm } from './move-form.ts';
import { withoutTypedSecrets } from './without-typed-secrets.ts';

/** The new flow form: a bank, one of its services, what the person chose, and the secrets in hand. */
export interface DraftForm {
  bank: Bank;
  profile: BankProfile;
  draft: RequestDraft;
  secrets: DraftSecrets;
  /** the saved client that filled it, with the secret that the worker had of it; empty when it had none */
  client?: { id: string; secret: string } | undefined;
}

/** Random values for one start. */
export type FreshSecrets = Pick<DraftSecrets, 'state' | 'nonce' | 'codeVerifier'>;

/** The form as it opens: the bank asked for, else the last draft, else the first bank. */
export function openForm(
  banks: readonly Bank[],
  fresh: FreshSecrets,
  { bankKey, last }: { bankKey?: string | undefined; last?: LastDraft | null },
): DraftForm | undefined {
  const restored = last ? restoreForm(banks, last, fresh) : undefined;
  const wanted = banks.find(({ key }) => key === bankKey);
  if (restored) return wanted ? chooseBank(restored, wanted) : restored;
  const bank = wanted ?? banks[0];
  return bank && firstForm(bank, fresh);
}

/** The form over a catalogue that was read anew; `undefined` when its bank is gone. */
export function refreshForm(form: DraftForm, banks: readonly Bank[]): DraftForm | undefined {
  const bank = banks.find(({ key }) => key === form.bank.key);
  const profile = bank?.profiles.find(({ id }) => id === form.profile.id);
  return bank && profile && moveForm(form, { bank, profile });
}

/** Another bank: what was typed stays, what was a default becomes the new bank's own. */
export function chooseBank(form: DraftForm, bank: Bank): DraftForm {
  const profile =
    bank.profiles.find(({ service }) => service === form.profile.service) ?? bank.profiles[0];
  return profile ? moveForm(form, { bank, profile }) : form;
}

/** Another service of the same bank. */
export function chooseService(form: DraftForm, profileId: string): DraftForm {
  const profile = form.bank.profiles.find(({ id }) => id === profileId);
  return profile ? moveForm(form, { profile }) : form;
}

export function chooseEnvironment(form: DraftForm, environment: string): DraftForm {
  return moveForm(form, { environment });
}

/** A variable's new value; defaults that are made of it follow. */
export function changeVariable(form: DraftForm, name: string, value: string): DraftForm {
  return moveForm(form, { variables: { ...form.draft.variables, [name]: value } });
}

/** Changes of the draft that nothing else depends on. */
export function changeDraft(form: DraftForm, change: Partial<RequestDraft>): DraftForm {
  return { ...form, draft: { ...form.draft, ...change } };
}

export function changeSecrets(form: DraftForm, change: Partial<DraftSecrets>): DraftForm {
  return { ...form, secrets: { ...form.secrets, ...change } };
}

/** A scope value put in, or taken out when it is there. */
export function toggleScope(form: DraftForm, value: string): DraftForm {
  const { separator } = form.profile.scope;
  const values = scopeValues(form);
  const next = values.includes(value)
    ? values.filter((other) => other !== value)
    : [...values, value];
  return changeDraft(form, { scope: next.join(separator) });
}

/** The scope's values, as the profile separates them. */
export function scopeValues({ draft, profile }: DraftForm): string[] {
  return draft.scope.split(profile.scope.separator).filter((value) => value !== '');
}

/** The authentications that need a client secret. */
const WITH_SECRET: readonly string[] = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_basic_raw',
  'client_secret_jwt',
  'in_template',
];

/** True when the chosen authentication needs the client secret, to send it or to sign with it. */
export function usesClientSecret({
  clientAuthentication,
}: Pick<RequestDraft, 'clientAuthentication'>): boolean {
  return WITH_SECRET.includes(clientAuthentication);
}

/** True when the worker signs for the client: a bank's token request may also be one to send elsewhere. */
export function signsHere({ profile, draft }: Pick<DraftForm, 'profile' | 'draft'>): boolean {
  const signs = draft.clientAuthentication === 'private_key_jwt';
  return (
    signs &&
    plannedSteps({ profile, draft }).some(
      ({ template }) => template.role === 'token' && template.transport === 'worker',
    )
  );
}

/** True when the client's key signs: for the client itself, or the authorization request. */
export function signsRequests(form: Pick<DraftForm, 'profile' | 'draft'>): boolean {
  const { requestObject, grant } = form.draft;
  return signsHere(form) || (requestObject === true && grant === 'authorization_code');
}

/** The form without its secrets, to be opened again another day. */
export function lastDraftOf({ bank, profile, draft }: DraftForm): LastDraft {
  return { bankKey: bank.key, profileId: profile.id, draft: withoutTypedSecrets(draft) };
}

function firstForm(bank: Bank, fresh: FreshSecrets): DraftForm | undefined {
  const [profile] = bank.profiles;
  if (!profile) return undefined;
  const draft: RequestDraft = {
    environment: '',
    variables: {},
    grant: 'authorization_code',
    clientAuthentication: 'none',
    clientId: '',
    redirectUri: '',
    scope: profile.scope.default,
    pkce: profile.pkce !== 'undocumented',
    edits: {},
    extra: [],
  };
  return moveForm({ bank, profile, draft, secrets: { clientSecret: '', ...fresh } }, {});
}

/** `undefined` when the catalogue no longer has what the draft was made with. */
function restoreForm(
  banks: readonly Bank[],
  { bankKey, profileId, draft }: LastDraft,
  fresh: FreshSecrets,
): DraftForm | undefined {
  const bank = banks.find(({ key }) => key === bankKey);
  const profile = bank?.profiles.find(({ id }) => id === profileId);
  if (!bank || !profile?.environments[draft.environment]) return undefined;
  return moveForm({ bank, profile, draft, secrets: { clientSecret: '', ...fresh } }, {});
}

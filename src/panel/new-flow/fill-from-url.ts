import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import type { RecognisedBank } from '../../core/banks/recognise-bank.ts';
import { findOption, templateValues } from '../../core/banks/request-values.ts';
import { fillTemplate } from '../../core/banks/template.ts';
import { parametersInAddress } from '../../core/oauth/build-request.ts';
import { type Parameter, valuesOf } from '../../core/oauth/parameter.ts';
import { readAuthorizationDetails } from '../../core/oauth/read-authorization-details.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import { changeDraft, type DraftForm } from './draft-form.ts';
import { authorizeRequest, moveForm } from './move-form.ts';
import type { UrlObject } from './url-object.ts';
import { withoutTypedSecrets } from './without-typed-secrets.ts';

/** A bank that a URL goes to. */
export interface UrlPlace extends RecognisedBank {
  bank: Bank;
}

/** Values that each start makes anew: those of the URL were another request's. */
const FRESH = ['{state}', '{nonce}', '{codeChallenge}', '{codeChallengeMethod}'];

const OWN_FIELDS = { '{clientId}': 'clientId', '{redirectUri}': 'redirectUri', '{scope}': 'scope' };

/**
 * The form as it would make a URL: at the URL's bank, with its client, redirect URI and scope, and with
 * every other difference from the bank's usual request as a change. Secrets are left behind. Of a request that
 * nobody here can see, only the client is known.
 */
export function fillFromUrl(
  form: DraftForm,
  place: UrlPlace,
  { parameters, object, unseen }: UrlObject,
): DraftForm {
  const moved = moveForm(
    changeDraft({ ...form, client: undefined }, { grant: 'authorization_code' }),
    place,
  );
  if (unseen) {
    const [clientId = moved.draft.clientId] = valuesOf(parameters, 'client_id');
    return changeDraft(moved, { clientId, ...(unseen === 'pushed' && { pushed: true }) });
  }
  const templates = templatesOf(place.profile);
  const asked = askedInDetail(moved, parameters, templates);
  const known = new Set(templates.map(({ name }) => name));
  const own = templates.map((template) => takeOver(moved, template, parameters));
  const repeated = templates.flatMap(({ name }) =>
    valuesOf(parameters, name)
      .slice(1)
      .map((value) => ({ name, value })),
  );
  const draft: RequestDraft = {
    ...moved.draft,
    ...Object.assign({}, ...own.map(({ fields }) => fields)),
    pkce: place.profile.pkce === 'required' || valuesOf(parameters, 'code_challenge').length > 0,
    ...(object && { requestObject: true }),
    ...asked,
    edits: Object.assign({}, ...own.map(({ edits }) => edits)),
    extra: [
      ...repeated,
      ...parameters.filter(({ name }) => !known.has(name) && !isTaken(asked, name)),
    ],
  };
  return changeDraft(moved, withoutTypedSecrets(draft));
}

type AskedInDetail = Pick<RequestDraft, 'resources' | 'authorizationDetails'>;

/** What the form has fields of its own for, where the bank's usual request does not have it already. */
function askedInDetail(
  { profile, draft }: DraftForm,
  parameters: readonly Parameter[],
  templates: readonly Parameter[],
): AskedInDetail {
  const isOwn = (name: string) => templates.some((template) => template.name === name);
  const resources = isOwn('resource') ? [] : valuesOf(parameters, 'resource');
  const [text] = isOwn('authorization_details')
    ? []
    : valuesOf(parameters, 'authorization_details');
  const details =
    text === undefined ? undefined : readAuthorizationDetails({ profile, draft }, text);
  return {
    ...((resources.length > 0 || draft.resources) && { resources }),
    ...((details || draft.authorizationDetails) && { authorizationDetails: details ?? [] }),
  };
}

function isTaken({ resources = [], authorizationDetails = [] }: AskedInDetail, name: string) {
  if (name === 'resource') return resources.length > 0;
  return name === 'authorization_details' && authorizationDetails.length > 0;
}

type TakenOver = Partial<Pick<RequestDraft, 'clientId' | 'redirectUri' | 'scope' | 'edits'>>;

/** What one parameter of the bank's usual request becomes, given how the URL has it. */
function takeOver(
  { profile, draft }: DraftForm,
  { name, value: template }: Parameter,
  parameters: readonly Parameter[],
): { fields?: TakenOver; edits?: RequestDraft['edits'] } {
  const [given] = valuesOf(parameters, name);
  if (FRESH.includes(template)) return {};
  const field = Object.entries(OWN_FIELDS).find(([place]) => place === template)?.[1];
  if (field) return { fields: { [field]: given ?? '' } };
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const usual = fillTemplate(template, values);
  if (given === undefined) return usual === '' ? {} : { edits: { [name]: null } };
  return given === usual ? {} : { edits: { [name]: given } };
}

/** A place with the choices that stand in the URL's parameters, where a parameter is made of one variable. */
export function withChoicesOf(
  { profile, environment, variables }: RecognisedBank,
  parameters: readonly Parameter[],
): RecognisedBank {
  const chosen = templatesOf(profile).flatMap(({ name, value }): [string, string][] => {
    const variable = /^\{([a-zA-Z0-9]+)\}$/.exec(value)?.[1] ?? '';
    const [given] = valuesOf(parameters, name);
    const declared = Object.hasOwn(profile.variables, variable) && profile.variables[variable];
    if (!declared || given === undefined) return [];
    if (!declared.options) return [[variable, given]];
    const option = findOption(declared, given);
    return option ? [[variable, option.key]] : [];
  });
  return { profile, environment, variables: { ...variables, ...Object.fromEntries(chosen) } };
}

/** The parameters of the bank's usual request as templates, those that stand in its address among them. */
function templatesOf(profile: BankProfile): Parameter[] {
  const request = authorizeRequest(profile);
  return request ? [...parametersInAddress(request.url), ...request.parameters] : [];
}

import { templateValues } from '../../core/banks/request-values.ts';
import type { TemplateValues } from '../../core/banks/template.ts';
import { stepsBefore } from '../../core/flow/flow-steps.ts';
import {
  type AuthorizationDetailFault,
  findDetailFaults,
} from '../../core/oauth/authorization-detail-faults.ts';
import type { AuthorizationDetail } from '../../core/oauth/authorization-details.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import type { DraftForm } from './draft-form.ts';

type Form = Pick<DraftForm, 'profile' | 'draft'>;

/** What the worker makes for each authorization request. */
const MADE_LATER = [
  'state',
  'nonce',
  'codeChallenge',
  'codeChallengeMethod',
  'dpopJkt',
  'requestId',
  'consentUntil',
];

/** What fills authorization details; what comes only when the flow runs stands as it is written: `{consentId}`. */
export function detailValues(form: Form): TemplateValues {
  const { profile, draft } = form;
  const { clientId, redirectUri, scope } = draft;
  const captured = stepsBefore(form).flatMap(({ template }) => template.captures ?? []);
  const later = [...MADE_LATER, ...captured.map(({ name }) => name)];
  return {
    ...Object.fromEntries(later.map((name) => [name, `{${name}}`])),
    ...templateValues(profile, draft.environment, draft.variables, {
      clientId,
      redirectUri,
      scope,
    }),
  };
}

/** What is wrong with the form's authorization details. */
export function detailFaults(form: Form): AuthorizationDetailFault[] {
  return findDetailFaults(form, detailValues(form));
}

type Details = Pick<RequestDraft, 'authorizationDetails'>;

export function addDetail({ authorizationDetails = [] }: Details, type: string): Details {
  return { authorizationDetails: [...authorizationDetails, { type, values: {} }] };
}

export function changeDetail(
  { authorizationDetails = [] }: Details,
  at: number,
  values: AuthorizationDetail['values'],
): Details {
  return {
    authorizationDetails: authorizationDetails.map((detail, i) =>
      i === at ? { ...detail, values: { ...detail.values, ...values } } : detail,
    ),
  };
}

export function dropDetail({ authorizationDetails = [] }: Details, at: number): Details {
  return { authorizationDetails: authorizationDetails.filter((_detail, i) => i !== at) };
}

import type { Variable } from '../../core/banks/bank-profile.ts';
import type { AuthorizationDetailFault } from '../../core/oauth/authorization-details.ts';
import { detailFaults } from './detail-values.ts';
import { type DraftForm, signsRequests, usesClientSecret } from './draft-form.ts';
import { impossibleHint } from './security-switches.ts';

/** Why a form cannot start a flow yet: one field, by its id, and what is wrong with it. */
export interface FormProblem {
  field: string;
  kind:
    | 'client_id_empty'
    | 'client_secret_empty'
    | 'client_key_empty'
    | 'redirect_uri_empty'
    | 'variable_empty'
    | 'variable_pattern'
    | 'push_nowhere'
    | 'dpop_elsewhere'
    | 'resource_unfit'
    | `detail_${AuthorizationDetailFault['kind']}`;
}

/** Id of a field of the form; variables are told apart from the fields that every bank has. */
export function fieldId(name: string): string {
  return `new-flow-${name}`;
}

export function variableFieldId(name: string): string {
  return fieldId(`variable-${name}`);
}

/** Id of the field of one member of an authorization detail; without one, of what removes the detail. */
export function detailFieldId(at: number, member = ''): string {
  return fieldId(`detail-${at}-${member}`);
}

/** Variables that the form asks for; the one that holds the bank is the Bank list itself. */
export function openVariables({ profile }: Pick<DraftForm, 'profile'>): [string, Variable][] {
  return Object.entries(profile.variables).filter(([name]) => name !== profile.bankVariable);
}

/** What has to be put right before a start, in the order of the fields. */
export function findProblems(form: DraftForm): FormProblem[] {
  const { draft, secrets } = form;
  const problems: FormProblem[] = openVariables(form).flatMap(([name, variable]) => {
    const kind = variableProblem(variable, draft.variables[name] ?? variable.default ?? '');
    return kind ? [{ field: variableFieldId(name), kind }] : [];
  });
  if (draft.clientId.trim() === '') {
    problems.push({ field: fieldId('clientId'), kind: 'client_id_empty' });
  }
  if (usesClientSecret(draft) && secrets.clientSecret === '') {
    problems.push({ field: fieldId('clientSecret'), kind: 'client_secret_empty' });
  }
  if (signsRequests(form) && !draft.clientKey) {
    problems.push({ field: fieldId('clientKey'), kind: 'client_key_empty' });
  }
  if (draft.grant === 'authorization_code' && draft.redirectUri.trim() === '') {
    problems.push({ field: fieldId('redirectUri'), kind: 'redirect_uri_empty' });
  }
  return [...problems, ...securityProblems(form), ...detailProblems(form)];
}

function securityProblems(form: DraftForm): FormProblem[] {
  const { pushed, dpop, grant, resources = [] } = form.draft;
  const pushes = pushed && grant === 'authorization_code';
  const unfit = resources.flatMap((resource, at): FormProblem[] =>
    isResource(resource) ? [] : [{ field: fieldId(`resource-${at}`), kind: 'resource_unfit' }],
  );
  return [
    ...(pushes && impossibleHint(form, 'pushed')
      ? [{ field: fieldId('pushed'), kind: 'push_nowhere' } as const]
      : []),
    ...(dpop && impossibleHint(form, 'dpop')
      ? [{ field: fieldId('dpop'), kind: 'dpop_elsewhere' } as const]
      : []),
    ...unfit,
  ];
}

/** An absolute address without a fragment. @see RFC 8707 §2 */
function isResource(text: string): boolean {
  return URL.canParse(text) && !text.includes('#');
}

function detailProblems(form: DraftForm): FormProblem[] {
  return detailFaults(form).map((fault) => ({
    field: detailFieldId(fault.at, fault.kind === 'unknown_type' ? '' : fault.member),
    kind: `detail_${fault.kind}`,
  }));
}

function variableProblem(variable: Variable, value: string): FormProblem['kind'] | undefined {
  if (variable.options) return undefined;
  if (value.trim() === '') return variable.optional ? undefined : 'variable_empty';
  if (variable.pattern === undefined) return undefined;
  return new RegExp(`^(?:${variable.pattern})$`).test(value) ? undefined : 'variable_pattern';
}

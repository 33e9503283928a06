import type { RequestTemplate } from '../banks/request-template.ts';
import { templateValues } from '../banks/request-values.ts';
import { fillTemplate, type TemplateValues } from '../banks/template.ts';
import { buildAuthorizationDetails } from './authorization-details.ts';
import type { Parameter } from './parameter.ts';
import type { FlowPlan, RequestDraft } from './request-draft.ts';

/** The APIs that a token is for: as the person chose, else as the bank demands. @see RFC 8707 §2 */
export function resourceParameters({ profile, draft }: FlowPlan): Parameter[] {
  const { requirement, values: templates = [] } = profile.resource ?? {};
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const demanded = requirement === 'required' ? templates : [];
  const resources = draft.resources ?? demanded.map((one) => fillTemplate(one, values));
  return resources.filter((value) => value !== '').map((value) => ({ name: 'resource', value }));
}

/** What the customer is asked for in detail. @see RFC 9396 §2 */
export function detailParameters(plan: FlowPlan, values: TemplateValues): Parameter[] {
  const value = buildAuthorizationDetails(plan, values);
  return value === undefined ? [] : [{ name: 'authorization_details', value }];
}

/** Those of the given parameters that a template does not have itself, as a person's edits leave them. */
export function askedParameters(
  { parameters }: Pick<RequestTemplate, 'parameters'>,
  asked: readonly Parameter[],
  edits: RequestDraft['edits'] = {},
): Parameter[] {
  const own = new Set(parameters.map(({ name }) => name));
  return asked
    .filter(({ name }) => !own.has(name))
    .flatMap((parameter, at, all) => {
      const { name } = parameter;
      if (!Object.hasOwn(edits, name)) return [parameter];
      const value = edits[name] ?? null;
      const isFirst = all.findIndex((one) => one.name === name) === at;
      return value === null || !isFirst ? [] : [{ name, value }];
    });
}

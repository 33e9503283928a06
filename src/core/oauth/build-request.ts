import type { RequestTemplate } from '../banks/bank-profile.ts';
import type { TemplateValues } from '../banks/request-values.ts';
import { fillTemplate } from '../banks/template.ts';
import type { HttpRequest } from './http-message.ts';
import { encodeForm, encodeQuery, type Parameter } from './parameter.ts';
import type { RequestDraft } from './request-draft.ts';

/** A person's changes to a template's parameters. */
export type ParameterChanges = Pick<RequestDraft, 'edits' | 'extra'>;

/** The template's parameters, filled; empty ones left out; edits applied; extra ones at the end. */
export function buildParameters(
  template: RequestTemplate,
  values: TemplateValues,
  changes: ParameterChanges = { edits: {}, extra: [] },
): Parameter[] {
  const own = template.parameters.flatMap(({ name, value }) => {
    const edit = Object.hasOwn(changes.edits, name) ? changes.edits[name] : undefined;
    if (edit === null) return [];
    const filled = edit ?? fillTemplate(value, values);
    return filled === '' && edit === undefined ? [] : [{ name, value: filled }];
  });
  return [...own, ...changes.extra.filter(({ name }) => name !== '')];
}

/** Puts parameters behind an address that may have a query already; a fragment stays out. */
export function addQuery(address: string, parameters: readonly Parameter[]): string {
  const query = encodeQuery(parameters);
  const [base = ''] = address.split('#');
  if (query === '') return base;
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** A request from its template: parameters in the query or the form body as the template says. */
export function buildHttpRequest(
  template: RequestTemplate,
  values: TemplateValues,
  added: { parameters?: Parameter[]; headers?: [string, string][] } = {},
): HttpRequest {
  const parameters = [...buildParameters(template, values), ...(added.parameters ?? [])];
  const address = fillTemplate(template.url, values);
  const headers: [string, string][] = [
    ...Object.entries(template.headers ?? {}).map(([name, value]): [string, string] => [
      name,
      fillTemplate(value, values),
    ]),
    ...(added.headers ?? []),
  ];
  if (template.placement === 'query') {
    return { method: template.method, url: addQuery(address, parameters), headers, parameters };
  }
  return {
    method: template.method,
    url: address,
    headers: [['Content-Type', 'application/x-www-form-urlencoded'], ...headers],
    parameters,
    body: encodeForm(parameters),
  };
}

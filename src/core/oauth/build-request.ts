import type { RequestTemplate } from '../banks/request-template.ts';
import { fillTemplate, missingNames, type TemplateValues } from '../banks/template.ts';
import type { HttpRequest } from './http-message.ts';
import { jsonBody, type TypedParameter } from './json-body.ts';
import { encode, encodeParameters, type Parameter, parseParameters } from './parameter.ts';
import type { RequestDraft } from './request-draft.ts';

/** A person's changes to a template's parameters. */
export type ParameterChanges = Pick<RequestDraft, 'edits' | 'extra'>;

const UNCHANGED: ParameterChanges = { edits: {}, extra: [] };

/** The template's parameters, filled; empty ones left out; edits applied; extra ones at the end. */
export function buildParameters(
  { parameters }: Pick<RequestTemplate, 'parameters'>,
  values: TemplateValues,
  changes: ParameterChanges = UNCHANGED,
): TypedParameter[] {
  const own = parameters.flatMap(({ name, value, encoding, as }) => {
    const edit = Object.hasOwn(changes.edits, name) ? changes.edits[name] : undefined;
    if (edit === null) return [];
    const filled = edit ?? (as === 'json' ? value : fillTemplate(value, values));
    return filled === '' && edit === undefined ? [] : [{ name, value: filled, encoding, as }];
  });
  return [...own, ...changes.extra.filter(({ name }) => name !== '')];
}

/** The names without which the request cannot be built: of its address, and of what it must carry. */
export function missingForRequest(
  { url, parameters, substitute = {} }: RequestTemplate,
  values: TemplateValues,
  { edits }: Pick<ParameterChanges, 'edits'> = UNCHANGED,
): string[] {
  const required = parameters.filter(
    ({ name, requirement, as }) =>
      requirement === 'required' && as !== 'json' && !Object.hasOwn(edits, name),
  );
  const templates = [url, ...Object.values(substitute), ...required.map(({ value }) => value)];
  return [...new Set(templates.flatMap((template) => missingNames(template, values)))];
}

/** An address, with what the bank left open in it filled in. */
export function buildAddress(
  { url, substitute = {} }: Pick<RequestTemplate, 'url' | 'substitute'>,
  values: TemplateValues,
): string {
  return Object.entries(substitute).reduce(
    (address, [text, template]) => {
      const value = encode(fillTemplate(template, values), 'percent');
      // Some banks hand their brackets out encoded.
      return address.replaceAll(text, value).replaceAll(encode(text, 'percent'), value);
    },
    fillTemplate(url, values),
  );
}

/** Puts parameters behind an address that may have a query already; a fragment stays out. */
export function addQuery(address: string, parameters: readonly Parameter[]): string {
  const query = encodeParameters(parameters, 'percent');
  const [base = ''] = address.split('#');
  if (query === '') return base;
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** The parameters that stand in an address already, decoded. */
export function parametersInAddress(address: string): Parameter[] {
  const [base = ''] = address.split('#');
  return parseParameters(base.split('?').slice(1).join('?'));
}

/** A request from its template: parameters in the query, the form or the JSON body as the template says. */
export function buildHttpRequest(
  template: RequestTemplate,
  values: TemplateValues,
  added: { parameters?: Parameter[]; headers?: [string, string][] } = {},
): HttpRequest {
  const parameters = [...buildParameters(template, values), ...(added.parameters ?? [])];
  const address = buildAddress(template, values);
  const own = Object.entries(template.headers ?? {})
    .map(([name, value]): [string, string] => [name, fillTemplate(value, values)])
    .filter(([, value]) => value !== '');
  const headers = [...own, ...(added.headers ?? [])];
  const { method } = template;
  const shown = parameters.map(({ name, value }) => ({ name, value }));
  switch (template.placement) {
    case 'query':
      return { method, url: addQuery(address, parameters), headers, parameters: shown };
    case 'form':
      return {
        method,
        url: address,
        headers: [['Content-Type', 'application/x-www-form-urlencoded'], ...headers],
        parameters: shown,
        body: encodeParameters(parameters, 'form'),
      };
    case 'json':
      return {
        method,
        url: address,
        headers: [['Content-Type', 'application/json'], ...headers],
        parameters: shown,
        body: jsonBody(parameters),
      };
  }
}

import type { BankProfile } from './bank-profile.ts';
import { checkTemplate } from './check-template.ts';
import { ENDPOINT_NAMES } from './endpoint-names.ts';
import { namesSetByOptions } from './option-names.ts';
import type { ProfileFault } from './profile-fault.ts';
import { FLOW_NAMES } from './profile-names.ts';
import type { ParameterTemplate, RequestTemplate } from './request-template.ts';
import { templateNames } from './template.ts';
import { MOST_PLACES } from './template-pattern.ts';

type Path = (string | number)[];

/** Templates with stray braces, with names that nothing fills, or filled only by a later step. */
export function* findTemplateFaults(profile: BankProfile): Iterable<ProfileFault> {
  const variables = new Set([...Object.keys(profile.variables), ...namesSetByOptions(profile)]);
  for (const [key, { endpoints, defaults }] of Object.entries(profile.environments)) {
    const at = ['environments', key];
    for (const [name, template = ''] of Object.entries(endpoints)) {
      yield* check([...at, 'endpoints', name], template, variables);
      yield* checkPlaces([...at, 'endpoints', name], template);
    }
    yield* check([...at, 'defaults', 'redirectUri'], defaults?.redirectUri ?? '', variables);
  }
  const captured = Object.values(profile.requests).flatMap(({ captures = [] }) =>
    captures.map(({ name }) => name),
  );
  const known = new Set([...variables, ...FLOW_NAMES, ...ENDPOINT_NAMES, ...captured]);
  const { audience = '' } = profile.clientAssertion ?? {};
  yield* check(['clientAssertion', 'audience'], audience, known);
  const { audience: objectAudience = '', claims = [] } = profile.requestObject ?? {};
  yield* check(['requestObject', 'audience'], objectAudience, known);
  for (const [path, template] of parameterTemplates(claims)) {
    yield* check(['requestObject', 'claims', ...path], template, known);
  }
  yield* findLiteralFaults(['requestObject', 'claims'], claims);
  for (const [at, resource] of (profile.resource?.values ?? []).entries()) {
    yield* check(['resource', 'values', at], resource, new Set([...variables, ...ENDPOINT_NAMES]));
  }
  for (const [at, { members }] of (profile.authorizationDetails?.types ?? []).entries()) {
    const place = ['authorizationDetails', 'types', at, 'members'];
    for (const [path, template] of parameterTemplates(members)) {
      yield* check([...place, ...path], template, known);
    }
    yield* findLiteralFaults(place, members);
  }
  const { keyId = '' } = profile.signature ?? {};
  yield* check(['signature', 'keyId'], keyId, new Set([...variables, 'clientId']));
  yield* check(['scope', 'default'], profile.scope.default, known);
  yield* check(['scope', 'template'], profile.scope.template ?? '', known);
  yield* checkPlaces(['scope', 'template'], profile.scope.template ?? '');
  for (const [name, request] of Object.entries(profile.requests)) {
    for (const [path, template] of templatesOf(request)) {
      yield* check(['requests', name, ...path], template, known);
    }
    yield* findLiteralFaults(['requests', name, 'parameters'], request.parameters);
  }
  yield* findOrderFaults(profile);
  yield* findEndpointFaults(profile);
}

/** Every template of a request, with the way to it. */
export function* templatesOf(request: RequestTemplate): Iterable<[Path, string]> {
  yield [['url'], request.url];
  for (const [path, value] of parameterTemplates(request.parameters)) {
    yield [['parameters', ...path], value];
  }
  for (const [name, value] of Object.entries(request.headers ?? {}))
    yield [['headers', name], value];
  for (const [text, value] of Object.entries(request.substitute ?? {})) {
    yield [['substitute', text], value];
  }
}

function* parameterTemplates(parameters: readonly ParameterTemplate[]): Iterable<[Path, string]> {
  for (const [at, { value, as }] of parameters.entries()) {
    if (as !== 'json') yield [[at], value];
  }
}

function* check(path: Path, template: string, known: ReadonlySet<string>): Iterable<ProfileFault> {
  const result = checkTemplate(template, known);
  if (!result.ok) yield { path, kind: result.error.kind, facts: [result.error.name] };
}

/** Addresses and scopes are found again by their templates, which many places would make slow. */
function* checkPlaces(path: Path, template: string): Iterable<ProfileFault> {
  if (templateNames(template).length <= MOST_PLACES) return;
  yield { path, kind: 'too_many_places', facts: [String(MOST_PLACES)] };
}

/** Literal JSON must be JSON; it is no template. */
function* findLiteralFaults(
  path: Path,
  parameters: readonly ParameterTemplate[],
): Iterable<ProfileFault> {
  for (const [at, { as, value }] of parameters.entries()) {
    if (as === 'json' && !isJson(value)) {
      yield { path: [...path, at], kind: 'bad_json', facts: [value] };
    }
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** What a step captures is there for the steps after it, not before. */
function* findOrderFaults({ grants, requests }: BankProfile): Iterable<ProfileFault> {
  const requestOf = (name: string) => (Object.hasOwn(requests, name) ? requests[name] : undefined);
  const capturedBy = (name: string) => (requestOf(name)?.captures ?? []).map((one) => one.name);
  const everCaptured = new Set(Object.keys(requests).flatMap(capturedBy));
  for (const names of Object.values(grants)) {
    const filled = new Set<string>();
    for (const name of names ?? []) {
      const request = requestOf(name);
      for (const [path, template] of request ? templatesOf(request) : []) {
        const early = templateNames(template).find(
          (one) => everCaptured.has(one) && !filled.has(one),
        );
        if (early === undefined) continue;
        yield { path: ['requests', name, ...path], kind: 'not_filled_before', facts: [early] };
      }
      for (const one of capturedBy(name)) filled.add(one);
    }
  }
}

/** An address that a step goes to must be there in every environment. */
function* findEndpointFaults({
  grants,
  requests,
  environments,
  pushedRequests,
}: BankProfile): Iterable<ProfileFault> {
  const steps = Object.values(grants).flatMap((names) => names ?? []);
  const wanted = new Set(
    steps.flatMap((name) =>
      Object.hasOwn(requests, name) ? templateNames(requests[name]?.url ?? '') : [],
    ),
  );
  if (pushedRequests === 'required') wanted.add('pushedAuthorizationRequestEndpoint');
  for (const [key, { endpoints }] of Object.entries(environments)) {
    for (const name of ENDPOINT_NAMES) {
      if (!wanted.has(name) || endpoints[name] !== undefined) continue;
      yield { path: ['environments', key, 'endpoints'], kind: 'missing_endpoint', facts: [name] };
    }
  }
}

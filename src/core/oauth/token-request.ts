import type { RequestTemplate } from '../banks/request-template.ts';
import { templateValues } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import { err, ok, type Result } from '../result.ts';
import { askedParameters, detailParameters, resourceParameters } from './asked-parameters.ts';
import { buildHttpRequest, missingForRequest } from './build-request.ts';
import type { HttpRequest } from './http-message.ts';
import { encode, type Parameter } from './parameter.ts';
import type { FlowPlan } from './request-draft.ts';

/** Why a request cannot be built. */
export type RequestFailure =
  | { kind: 'no_such_environment' }
  | { kind: 'no_such_request' }
  /** names that an earlier step, or the person, has yet to fill */
  | { kind: 'missing_values'; names: string[] };

/**
 * Builds one of the profile's requests that are not opened in the browser, by its name: a token request,
 * a refresh, a step before the redirect or an API call. A client secret goes where the draft's
 * authentication method wants it, on token requests only.
 *
 * @param values by the names of `FLOW_NAMES`, and whatever earlier steps captured
 * @see RFC 6749 §4.1.3, §4.4.2, §6, §2.3.1
 */
export function buildWorkerRequest(
  plan: FlowPlan,
  name: string,
  values: TemplateValues,
): Result<HttpRequest, RequestFailure> {
  const { profile, draft } = plan;
  const template = Object.hasOwn(profile.requests, name) ? profile.requests[name] : undefined;
  if (!template || template.role === 'authorize') return err({ kind: 'no_such_request' });
  const filled = templateValues(profile, draft.environment, draft.variables, {
    clientId: draft.clientId,
    redirectUri: draft.redirectUri,
    scope: draft.scope,
    ...values,
  });
  if (!filled) return err({ kind: 'no_such_environment' });
  const names = missingForRequest(template, filled);
  if (names.length > 0) return err({ kind: 'missing_values', names });
  const { parameters = [], headers = [] } = authentication(draft, template, values);
  const asked = askedParameters(template, askedOfTokens(plan, template, filled));
  return ok(buildHttpRequest(template, filled, { parameters: [...asked, ...parameters], headers }));
}

/** A client that asks for itself has no authorization request that could say what for. @see RFC 9396 §6 */
function askedOfTokens(
  plan: FlowPlan,
  { role }: RequestTemplate,
  values: TemplateValues,
): Parameter[] {
  if (role !== 'token') return [];
  const isOwn = plan.draft.grant === 'client_credentials';
  return [...resourceParameters(plan), ...(isOwn ? detailParameters(plan, values) : [])];
}

/** Where and how a client proves itself in a request: what stands in the body, and in the headers. @see RFC 6749 §2.3 */
export function authentication(
  draft: FlowPlan['draft'],
  { role }: Pick<RequestTemplate, 'role'>,
  { clientSecret = '', clientAssertion = '' }: TemplateValues,
): { parameters?: Parameter[]; headers?: [string, string][] } {
  if (role === 'resource') return {};
  if (clientAssertion !== '') {
    return {
      parameters: [
        { name: 'client_assertion_type', value: ASSERTION_TYPE },
        { name: 'client_assertion', value: clientAssertion },
      ],
    };
  }
  // An empty secret is no secret: `client_secret=` makes servers refuse clients that need none.
  if (clientSecret === '') return {};
  switch (draft.clientAuthentication) {
    case 'client_secret_post':
      return { parameters: [{ name: 'client_secret', value: clientSecret }] };
    case 'client_secret_basic':
    case 'client_secret_basic_raw':
      return { headers: [['Authorization', `Basic ${basicCredentials(draft, clientSecret)}`]] };
    default:
      return {};
  }
}

/** @see RFC 7523 §2.2 */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Base64 of id and secret, which the RFC wants form-encoded before. @see RFC 6749 §2.3.1, RFC 7617 §2 */
export function basicCredentials(
  { clientId, clientAuthentication }: Pick<FlowPlan['draft'], 'clientId' | 'clientAuthentication'>,
  secret: string,
): string {
  const raw = clientAuthentication === 'client_secret_basic_raw';
  const pair = raw ? [clientId, secret] : [encode(clientId, 'form'), encode(secret, 'form')];
  const bytes = new TextEncoder().encode(pair.join(':'));
  return btoa(String.fromCharCode(...bytes));
}

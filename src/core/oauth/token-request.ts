import type { FlowName } from '../banks/bank-profile.ts';
import { templateValues } from '../banks/request-values.ts';
import { err, ok, type Result } from '../result.ts';
import { buildHttpRequest } from './build-request.ts';
import type { HttpRequest } from './http-message.ts';
import { encodeForm, type Parameter } from './parameter.ts';
import type { FlowPlan } from './request-draft.ts';

/** Why a request cannot be built: the profile does not have it. */
export type RequestFailure = { kind: 'no_such_environment' } | { kind: 'no_such_request' };

/**
 * Builds one of the profile's worker requests by its name: a token request, a refresh or an API call.
 * A client secret goes where the draft's authentication method wants it, on token requests only.
 *
 * @see RFC 6749 §4.1.3, §4.4.2, §6, §2.3.1
 */
export function buildWorkerRequest(
  { profile, draft }: FlowPlan,
  name: string,
  secrets: Partial<Record<FlowName, string | undefined>> & { clientSecret?: string | undefined },
): Result<HttpRequest, RequestFailure> {
  const template = profile.requests[name];
  if (template?.transport !== 'worker') return err({ kind: 'no_such_request' });
  const { clientSecret = '', ...flow } = secrets;
  const values = templateValues(profile, draft.environment, draft.variables, {
    clientId: draft.clientId,
    redirectUri: draft.redirectUri,
    scope: draft.scope,
    ...flow,
  });
  if (!values) return err({ kind: 'no_such_environment' });
  const isApiCall = profile.calls.includes(name);
  const request = buildHttpRequest(
    template,
    values,
    isApiCall ? {} : authentication(draft, clientSecret),
  );
  return ok(request);
}

function authentication(
  draft: FlowPlan['draft'],
  clientSecret: string,
): { parameters?: Parameter[]; headers?: [string, string][] } {
  // An empty secret is no secret: `client_secret=` makes servers refuse clients that need none.
  if (clientSecret === '') return {};
  switch (draft.clientAuthentication) {
    case 'none':
    case 'tls_client_auth':
      return {};
    case 'client_secret_post':
      return { parameters: [{ name: 'client_secret', value: clientSecret }] };
    case 'client_secret_basic':
      return { headers: [['Authorization', `Basic ${basic(draft.clientId, clientSecret)}`]] };
  }
}

/** Id and secret form-encoded, then base64. @see RFC 6749 §2.3.1 */
function basic(clientId: string, clientSecret: string): string {
  const encode = (value: string) => encodeForm([{ name: '', value }]).slice(1);
  return btoa(`${encode(clientId)}:${encode(clientSecret)}`);
}

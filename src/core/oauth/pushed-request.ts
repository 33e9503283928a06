import { templateValues } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import { err, ok, type Result } from '../result.ts';
import type { Seconds } from '../time.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { HttpAnswer, HttpRequest } from './http-message.ts';
import { encodeForm, type Parameter } from './parameter.ts';
import type { FlowPlan } from './request-draft.ts';
import { authentication, type RequestFailure } from './token-request.ts';
import { readTokenAnswer, type TokenAnswer, wholeSeconds } from './token-response.ts';

/**
 * The call that hands an authorization request to the bank: its parameters or its object, and the client that
 * proves itself as it does at the token endpoint.
 *
 * @param object the signed request object, where the request is one
 * @see RFC 9126 §2.1, §3
 */
export function buildPushedRequest(
  { profile, draft }: FlowPlan,
  { parameters: plain }: Pick<AuthorizationRequest, 'parameters'>,
  object: string | undefined,
  credentials: TemplateValues,
): Result<HttpRequest, RequestFailure> {
  const values = templateValues(profile, draft.environment, draft.variables);
  if (!values) return err({ kind: 'no_such_environment' });
  const name = 'pushedAuthorizationRequestEndpoint';
  const url = values[name];
  if (!url) return err({ kind: 'missing_values', names: [name] });
  const proof = authentication(draft, { role: 'token' }, credentials);
  const asked: Parameter[] =
    object === undefined
      ? [...plain]
      : [...plain.filter((one) => one.name === 'client_id'), { name: 'request', value: object }];
  const parameters = [...asked, ...(proof.parameters ?? [])];
  return ok({
    method: 'POST',
    url,
    headers: [['Content-Type', 'application/x-www-form-urlencoded'], ...(proof.headers ?? [])],
    parameters,
    body: encodeForm(parameters),
  });
}

/** What the answer to a pushed request turned out to be. */
export type PushedAnswer =
  | { kind: 'pushed'; requestUri: string; expiresIn: Seconds | undefined }
  | Exclude<TokenAnswer, { kind: 'tokens' }>;

/** Reads it; what is wrong with it is the rules' business. @see RFC 9126 §2.2, §2.3 */
export function readPushedAnswer(answer: HttpAnswer): PushedAnswer {
  const read = readTokenAnswer(answer);
  if (read.kind === 'redirected' || read.kind === 'error') return read;
  const { json } = read;
  const { request_uri: requestUri, expires_in } = json ?? {};
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (!isSuccess || typeof requestUri !== 'string' || requestUri === '') {
    return { kind: 'unexpected', json };
  }
  return { kind: 'pushed', requestUri, expiresIn: wholeSeconds(expires_in) };
}

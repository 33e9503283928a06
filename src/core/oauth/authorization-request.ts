import { templateValues } from '../banks/request-values.ts';
import { fillTemplate } from '../banks/template.ts';
import { err, ok, type Result } from '../result.ts';
import { addQuery, buildParameters } from './build-request.ts';
import { type Parameter, parseParameters } from './parameter.ts';
import { codeChallenge } from './pkce.ts';
import type { DraftSecrets, FlowPlan } from './request-draft.ts';

/** An authorization request ready to open. @see RFC 6749 §4.1.1 */
export interface AuthorizationRequest {
  url: string;
  endpoint: string;
  parameters: Parameter[];
}

/** Why there is nothing to open. */
export type AuthorizationRequestFailure =
  | { kind: 'no_such_environment' }
  | { kind: 'grant_without_redirect' };

/** Builds the authorization request of a plan: the template's parameters, with the person's changes. */
export async function buildAuthorizationRequest(
  { profile, draft }: FlowPlan,
  secrets: Pick<DraftSecrets, 'state' | 'codeVerifier'>,
): Promise<Result<AuthorizationRequest, AuthorizationRequestFailure>> {
  const challenge = draft.pkce ? await codeChallenge(secrets.codeVerifier) : undefined;
  const values = templateValues(profile, draft.environment, draft.variables, {
    clientId: draft.clientId,
    redirectUri: draft.redirectUri,
    scope: draft.scope,
    state: secrets.state,
    codeChallenge: challenge,
    codeChallengeMethod: challenge && 'S256',
  });
  if (!values) return err({ kind: 'no_such_environment' });
  const template = (profile.grants[draft.grant] ?? [])
    .map((name) => profile.requests[name])
    .find((request) => request?.transport === 'browser');
  if (!template) return err({ kind: 'grant_without_redirect' });
  const parameters = buildParameters(template, values, draft);
  const endpoint = fillTemplate(template.url, values);
  return ok({ url: addQuery(endpoint, parameters), endpoint, parameters });
}

/** Takes an authorization URL apart; `undefined` when it is no URL. */
export function parseAuthorizationRequest(url: string): AuthorizationRequest | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search, protocol, host } = new URL(url);
  const base = origin === 'null' ? `${protocol}//${host}` : origin;
  return { url, endpoint: `${base}${pathname}`, parameters: parseParameters(search.slice(1)) };
}

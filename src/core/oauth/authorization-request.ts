import { templateValues } from '../banks/request-values.ts';
import type { TemplateValues } from '../banks/template.ts';
import { err, ok, type Result } from '../result.ts';
import { askedParameters, detailParameters, resourceParameters } from './asked-parameters.ts';
import {
  addQuery,
  buildAddress,
  buildParameters,
  missingForRequest,
  parametersInAddress,
} from './build-request.ts';
import { editAddress } from './edit-address.ts';
import { type Parameter, parseParameters } from './parameter.ts';
import { codeChallenge } from './pkce.ts';
import { requestCarriage } from './request-carriage.ts';
import type { DraftSecrets, FlowPlan } from './request-draft.ts';
import { missingForObject } from './request-object.ts';

/** An authorization request ready to open. @see RFC 6749 §4.1.1 */
export interface AuthorizationRequest {
  url: string;
  endpoint: string;
  parameters: Parameter[];
  /** the query that the bank's own address has, as it is written; absent: none, or it is not known */
  ownQuery?: string;
}

/** Why there is nothing to open. */
export type AuthorizationRequestFailure =
  | { kind: 'no_such_environment' }
  | { kind: 'grant_without_redirect' }
  /** names that an earlier step, or the person, has yet to fill */
  | { kind: 'missing_values'; names: string[] };

/** Ids and addresses that the steps before brought. */
export type Captured = Readonly<Record<string, string>>;

/**
 * Builds the authorization request of a plan as it is without an object and without a push: the template's
 * parameters, with the person's changes.
 */
export async function buildAuthorizationRequest(
  plan: FlowPlan,
  secrets: Pick<DraftSecrets, 'state' | 'codeVerifier' | 'nonce'>,
  captured: Captured = {},
): Promise<Result<AuthorizationRequest, AuthorizationRequestFailure>> {
  const { draft } = plan;
  const values = await authorizationValues(plan, secrets, captured);
  if (!values) return err({ kind: 'no_such_environment' });
  const template = authorizeTemplate(plan);
  if (!template) return err({ kind: 'grant_without_redirect' });
  const names = missingForRequest(template, values, draft);
  if (requestCarriage(plan).object) names.push(...missingForObject(plan, captured));
  if (names.length > 0) return err({ kind: 'missing_values', names: [...new Set(names)] });
  const address = editAddress(buildAddress(template, values), draft.edits);
  const asked = askedParameters(
    template,
    [...resourceParameters(plan), ...detailParameters(plan, values)],
    draft.edits,
  );
  const parameters = buildParameters(template, values, {
    edits: draft.edits,
    extra: [...asked, ...draft.extra],
  });
  const [endpoint = '', ownQuery] = address.replace(/#.*$/s, '').split(/\?(.*)/s);
  return ok({
    url: addQuery(address, parameters),
    endpoint,
    ...(ownQuery && { ownQuery }),
    parameters: [
      ...parametersInAddress(address),
      ...parameters.map(({ name, value }) => ({ name, value })),
    ],
  });
}

/** The request of a plan's grant that the browser opens. */
export function authorizeTemplate({ profile, draft }: FlowPlan) {
  return (profile.grants[draft.grant] ?? [])
    .map((name) => profile.requests[name])
    .find((request) => request?.role === 'authorize');
}

async function authorizationValues(
  { profile, draft }: FlowPlan,
  { state, nonce, codeVerifier }: Pick<DraftSecrets, 'state' | 'codeVerifier' | 'nonce'>,
  captured: Captured,
): Promise<TemplateValues | undefined> {
  const challenge = draft.pkce ? await codeChallenge(codeVerifier) : undefined;
  return templateValues(profile, draft.environment, draft.variables, {
    ...captured,
    clientId: draft.clientId,
    redirectUri: draft.redirectUri,
    scope: draft.scope,
    state,
    nonce: profile.nonce && nonce,
    codeChallenge: challenge,
    codeChallengeMethod: challenge && 'S256',
  });
}

/** Takes an authorization URL apart; `undefined` when it is no URL. */
export function parseAuthorizationRequest(url: string): AuthorizationRequest | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search, protocol, host } = new URL(url);
  const base = origin === 'null' ? `${protocol}//${host}` : origin;
  return { url, endpoint: `${base}${pathname}`, parameters: parseParameters(search.slice(1)) };
}

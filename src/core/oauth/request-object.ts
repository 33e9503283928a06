import { templateValues } from '../banks/request-values.ts';
import { fillTemplate, missingNames, type TemplateValues } from '../banks/template.ts';
import { type ClientKey, type KeyAlgorithm, keyAlgorithmSchema } from '../clients/client-key.ts';
import type { EpochSeconds, Seconds } from '../time.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { buildParameters } from './build-request.ts';
import { jsonBody, type TypedParameter } from './json-body.ts';
import type { JwtContent } from './jwt-content.ts';
import { type Parameter, valuesOf } from './parameter.ts';
import type { FlowPlan } from './request-draft.ts';

/** Long enough for a person who is asked to sign in, and far below the hour that FAPI allows. */
const LIFETIME: Seconds = 300;

/** How claims are written that are no text. @see RFC 9101 §4, OpenID Connect Core §5.5, RFC 9396 §2 */
const WRITTEN_AS: Readonly<Record<string, TypedParameter['as']>> = {
  claims: 'json',
  authorization_details: 'json',
  max_age: 'number',
  exp: 'number',
  nbf: 'number',
  iat: 'number',
};

/** What a request object needs beside its plan. */
export interface RequestObjectMoment {
  now: EpochSeconds;
  /** never used before */
  jti: string;
  /** what earlier steps brought, for the profile's own claims */
  captured?: TemplateValues;
}

/**
 * What a client signs in place of a plain authorization request: each of its parameters as a claim, a name that
 * stands twice as a list, and the profile's own claims. A parameter called like one of the JWT's own claims is
 * meant as that: so a person can send a wrong `aud`.
 *
 * @see RFC 9101 §4, §5.2.1, §10.8
 */
export function buildRequestObject(
  plan: FlowPlan,
  { parameters }: Pick<AuthorizationRequest, 'parameters'>,
  { now, jti, captured }: RequestObjectMoment,
): JwtContent & { alg: KeyAlgorithm } {
  const { profile, draft } = plan;
  const { audience = '{issuer}', algorithms, claims = [] } = profile.requestObject ?? {};
  const values = objectValues(plan, captured);
  const alg = signingAlgorithm(draft.clientKey, algorithms);
  const kid = draft.clientKey?.kid ?? '';
  const own: Parameter[] = [
    { name: 'iss', value: valuesOf(parameters, 'client_id')[0] ?? draft.clientId },
    { name: 'aud', value: fillTemplate(audience, values) },
    { name: 'exp', value: String(now + LIFETIME) },
    { name: 'nbf', value: String(now) },
    { name: 'iat', value: String(now) },
    { name: 'jti', value: jti },
  ];
  const further = buildParameters({ parameters: claims }, values, { ...draft, extra: [] });
  const given = new Set([...parameters, ...further].map(({ name }) => name));
  const written = [
    ...own.filter(({ name, value }) => value !== '' && !given.has(name)),
    ...parameters,
  ].map(({ name, value }): TypedParameter => ({ name, value, as: WRITTEN_AS[name] }));
  return {
    alg,
    header: { alg, ...(kid !== '' && { kid }), typ: 'oauth-authz-req+jwt' },
    claims: JSON.parse(jsonBody([...written, ...further])),
  };
}

/** The names without which the profile's own claims cannot be made. */
export function missingForObject(plan: FlowPlan, captured?: TemplateValues): string[] {
  const values = objectValues(plan, captured);
  return (plan.profile.requestObject?.claims ?? [])
    .filter(
      ({ name, requirement }) =>
        requirement === 'required' && !Object.hasOwn(plan.draft.edits, name),
    )
    .flatMap(({ value }) => missingNames(value, values));
}

/**
 * The algorithm that the bank likes best among those of the key, or of all keys where there is none yet. Where none
 * fits the bank says so itself.
 */
function signingAlgorithm(key: ClientKey | undefined, wanted: readonly string[] = []) {
  const own = key?.algorithms ?? keyAlgorithmSchema.options;
  return wanted.flatMap((name) => own.find((one) => one === name) ?? [])[0] ?? own[0] ?? 'ES256';
}

function objectValues({ profile, draft }: FlowPlan, captured: TemplateValues = {}): TemplateValues {
  const { environment, variables, clientId, redirectUri, scope } = draft;
  const flow = { ...captured, clientId, redirectUri, scope };
  return templateValues(profile, environment, variables, flow) ?? {};
}

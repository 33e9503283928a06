import { templateValues } from '../banks/request-values.ts';
import { fillTemplate } from '../banks/template.ts';
import type { ClientKey, KeyAlgorithm } from '../clients/client-key.ts';
import type { EpochSeconds, Seconds } from '../time.ts';
import { encodeBase64url } from '../tokens/base64url.ts';
import type { JwtContent } from './jwt-content.ts';
import type { FlowPlan } from './request-draft.ts';

/** Banks refuse assertions that live long, and those that come late. */
const LIFETIME: Seconds = 60;

/**
 * What a client signs to prove itself at the token endpoint.
 *
 * @param jti never used before
 * @see RFC 7523 §3
 */
export function buildClientAssertion(
  plan: FlowPlan,
  key: ClientKey,
  now: EpochSeconds,
  jti: string,
): JwtContent & { alg: KeyAlgorithm } {
  const { algorithms } = plan.profile.clientAssertion ?? {};
  const own = key.algorithms;
  // Where none fits the bank says so itself.
  const alg = own.find((one) => !algorithms || algorithms.includes(one)) ?? own[0] ?? 'ES256';
  const header = { alg, ...(key.kid !== '' && { kid: key.kid }), typ: 'JWT' };
  return { alg, ...assertion(plan, header, now, jti) };
}

/**
 * The same, to be signed with the client secret.
 *
 * @see OpenID Connect Core §9 (`client_secret_jwt`), RFC 7518 §3.2
 */
export function buildSecretAssertion(plan: FlowPlan, now: EpochSeconds, jti: string): JwtContent {
  const { algorithms = [] } = plan.profile.clientAssertion ?? {};
  const alg = algorithms.find((one) => SHARED.test(one)) ?? 'HS256';
  return assertion(plan, { alg, typ: 'JWT' }, now, jti);
}

/** Algorithms whose key is the client secret. @see RFC 7518 §3.2 */
export const SHARED = /^HS(256|384|512)$/;

function assertion(
  { profile, draft }: FlowPlan,
  header: JwtContent['header'],
  now: EpochSeconds,
  jti: string,
): JwtContent {
  const { audience = '{tokenEndpoint}' } = profile.clientAssertion ?? {};
  const { clientId } = draft;
  const values = templateValues(profile, draft.environment, draft.variables, { clientId }) ?? {};
  return {
    header,
    claims: {
      iss: clientId,
      sub: clientId,
      aud: fillTemplate(audience, values),
      jti,
      iat: now,
      exp: now + LIFETIME,
    },
  };
}

/** The text that is signed; the signature follows behind a dot. @see RFC 7515 §5.1 */
export function signingInput({ header, claims }: JwtContent): string {
  return [header, claims]
    .map((part) => encodeBase64url(new TextEncoder().encode(JSON.stringify(part))))
    .join('.');
}

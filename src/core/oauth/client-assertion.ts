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
  { profile, draft }: FlowPlan,
  key: ClientKey,
  now: EpochSeconds,
  jti: string,
): JwtContent & { alg: KeyAlgorithm } {
  const { audience = '{tokenEndpoint}', algorithms } = profile.clientAssertion ?? {};
  const { clientId } = draft;
  const values = templateValues(profile, draft.environment, draft.variables, { clientId }) ?? {};
  const own = key.algorithms;
  // Where none fits the bank says so itself.
  const alg = own.find((one) => !algorithms || algorithms.includes(one)) ?? own[0] ?? 'ES256';
  return {
    alg,
    header: { alg, ...(key.kid !== '' && { kid: key.kid }), typ: 'JWT' },
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

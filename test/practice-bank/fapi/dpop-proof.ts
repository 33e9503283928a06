import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from 'jose';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';

/** What the API of a bank keeps to judge proofs by. */
export interface ProofRules {
  /** The address of the API, without a slash at its end. */
  api: string;
  algorithms: readonly string[];
  /** The only nonce that is good now. */
  nonce: string;
  /** `jti` of every proof taken so far; this one's is added. */
  usedProofIds: Set<string>;
  /** Thumbprint of the key that the access token is tied to. */
  expectedKey: string | undefined;
}

/**
 * Refuses an API request whose proof is missing, wrong, used before or made with another key than the
 * access token's; `undefined` when all is well. Age is left to the nonce.
 *
 * @see RFC 9449 §4.3, §7.1 and §9
 */
export async function refuseWithoutProof(
  request: PracticeRequest,
  accessToken: string,
  rules: ProofRules,
): Promise<Answer | undefined> {
  const proof = headerValue(request.headers, 'dpop');
  if (proof === undefined) return refuseProof('A DPoP proof is needed.', rules);
  const read = await readProof(proof, rules.algorithms);
  if (read === undefined) return refuseProof('The proof is no signed dpop+jwt.', rules);
  const { claims, thumbprint } = read;
  const { htm, htu, ath, jti, nonce } = claims;
  if (htm !== request.method) return refuseProof('htm is another method.', rules);
  if (htu !== `${rules.api}${request.path}`) return refuseProof('htu is another address.', rules);
  const digest = createHash('sha256').update(accessToken).digest('base64url');
  if (ath !== digest) return refuseProof('ath is of another access token.', rules);
  if (nonce !== rules.nonce) {
    return dpopRefusal('use_dpop_nonce', 'The nonce is missing or old.', rules, rules.nonce);
  }
  if (typeof jti !== 'string') return refuseProof('jti is missing.', rules);
  if (rules.usedProofIds.has(jti)) return refuseProof('The proof was used before.', rules);
  rules.usedProofIds.add(jti);
  if (thumbprint !== rules.expectedKey) {
    return dpopRefusal('invalid_token', 'The access token is tied to another key.', rules);
  }
  return undefined;
}

/** The refusal of an API that takes tokens with a proof only. @see RFC 9449 §7.1 */
export function dpopRefusal(
  error: string,
  error_description: string,
  { algorithms }: Pick<ProofRules, 'algorithms'>,
  nonce?: string,
): Answer {
  const said = `error="${error}", error_description="${error_description}"`;
  return jsonAnswer(
    401,
    { error, error_description },
    {
      'www-authenticate': `DPoP ${said}, algs="${algorithms.join(' ')}"`,
      ...(nonce !== undefined && { 'dpop-nonce': nonce }),
    },
  );
}

function refuseProof(description: string, rules: ProofRules): Answer {
  return dpopRefusal('invalid_dpop_proof', description, rules);
}

async function readProof(proof: string, algorithms: readonly string[]) {
  try {
    const options = { typ: 'dpop+jwt', algorithms: [...algorithms] };
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
    const { jwk } = protectedHeader;
    if (jwk === undefined) return undefined;
    return { claims: payload, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

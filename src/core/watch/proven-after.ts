import type { ProvenBefore } from '../lint/lint-token-request.ts';
import { readSentJwt } from '../lint/sent-jwt.ts';
import { headerOf } from '../oauth/http-message.ts';
import { bareJwk, type Jwk } from '../tokens/verify/jwk.ts';
import type { SeenRequest } from './seen-request.ts';

/**
 * What the next proof of a page must fit, after one more of its token calls: the key of the first proof, none of the
 * ids so far, and the nonce that the server gave last.
 *
 * @see RFC 9449 §4.3
 */
export function provenAfter(
  { headers, answerHeaders }: Pick<SeenRequest, 'headers' | 'answerHeaders'>,
  before: ProvenBefore = {},
): ProvenBefore {
  const { header, claims } = readSentJwt(headerOf({ headers }, 'dpop') ?? '') ?? {};
  const jwk = header?.jwk;
  const shown = typeof jwk === 'object' && jwk !== null ? bareJwk(jwk as Jwk, 'public') : undefined;
  const jti = claims?.jti;
  return {
    jwk: before.jwk ?? (shown as Record<string, string> | undefined),
    jtis: [...(before.jtis ?? []), ...(typeof jti === 'string' ? [jti] : [])],
    nonce: headerOf({ headers: answerHeaders }, 'dpop-nonce') ?? before.nonce,
  };
}

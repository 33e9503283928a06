import { headerOf } from '../../oauth/http-message.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { ASYMMETRIC, isMasked, isNear, readSentJwt, wrongMember } from '../sent-jwt.ts';

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
/** Seconds that servers let clocks differ, at most. */
const LATEST = 300;

/** One finding for each field. */
export const dpopProof: Rule<TokenRequestSubject> = {
  id: 'TQ17',
  slug: 'dpop-proof',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9449 §4.2, §5',
  *check({ request, nowMs }) {
    const proof = headerOf(request, 'dpop');
    if (proof === undefined || isMasked(proof)) return;
    const jwt = readSentJwt(proof);
    if (!jwt) {
      yield wrongMember('JWT', undefined, 'header.claims.signature');
      return;
    }
    const { typ, alg, jwk } = jwt.header;
    const { jti, htm, htu, iat } = jwt.claims;
    if (typ !== 'dpop+jwt') yield wrongMember('typ', typ, 'dpop+jwt');
    if (!ASYMMETRIC.test(String(alg))) yield wrongMember('alg', alg, 'ES256, PS256');
    if (typeof jwk !== 'object' || jwk === null) yield wrongMember('jwk', jwk, '{…}');
    // The name alone: what stands there is the key that nobody else may have.
    else if (PRIVATE.some((name) => name in jwk)) yield wrongMember('jwk', 'd', '{kty, x, …}');
    if (typeof jti !== 'string' || jti === '') yield wrongMember('jti', jti, 'text');
    if (htm !== request.method) yield wrongMember('htm', htm, request.method);
    const address = request.url.split(/[?#]/)[0] ?? '';
    if (htu !== address) yield wrongMember('htu', htu, address);
    if (!isNear(iat, nowMs, -LATEST, LATEST)) yield wrongMember('iat', iat, `± ${LATEST} s`);
  },
};

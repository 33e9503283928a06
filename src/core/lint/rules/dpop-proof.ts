import { proofTarget } from '../../oauth/dpop-proof.ts';
import { headerOf } from '../../oauth/http-message.ts';
import { ASYMMETRIC, isMasked, isNear, wrongMember } from '../jwt-members.ts';
import type { ProvenBefore, TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { readSentJwt } from '../sent-jwt.ts';

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
/** Seconds that servers let clocks differ, at most. */
const LATEST = 300;

/** One finding for each field. */
export const dpopProof: Rule<Pick<TokenRequestSubject, 'request' | 'nowMs' | 'proven'>> = {
  id: 'TQ17',
  slug: 'dpop-proof',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9449 §4.2, §5',
  *check({ request, nowMs, proven = {} }) {
    const proof = headerOf(request, 'dpop');
    if (proof === undefined || isMasked(proof)) return;
    const jwt = readSentJwt(proof);
    if (!jwt) {
      yield wrongMember('JWT', undefined, 'header.claims.signature');
      return;
    }
    const { typ, alg, jwk } = jwt.header;
    const { jti, htm, htu, iat, ath, nonce } = jwt.claims;
    if (typ !== 'dpop+jwt') yield wrongMember('typ', typ, 'dpop+jwt');
    if (!ASYMMETRIC.test(String(alg))) yield wrongMember('alg', alg, 'ES256, PS256');
    if (typeof jwk !== 'object' || jwk === null) yield wrongMember('jwk', jwk, '{…}');
    // The name alone: what stands there is the key that nobody else may have.
    else if (PRIVATE.some((name) => name in jwk)) yield wrongMember('jwk', 'd', '{kty, x, …}');
    else yield* otherKey(jwk, proven.jwk);
    if (typeof jti !== 'string' || jti === '') yield wrongMember('jti', jti, 'text');
    else if (proven.jtis?.includes(jti)) yield wrongMember('jti', '=', '≠');
    if (htm !== request.method) yield wrongMember('htm', htm, request.method);
    const address = proofTarget(request.url);
    if (!names(htu, address)) yield wrongMember('htu', htu, address);
    if (!isNear(iat, nowMs, -LATEST, LATEST)) yield wrongMember('iat', iat, `± ${LATEST} s`);
    for (const [name, seen] of Object.entries({ ath, nonce })) {
      const wanted = proven[name as 'ath' | 'nonce'];
      if (wanted !== undefined && seen !== wanted) yield wrongMember(name, seen, wanted);
    }
  },
};

/** Servers compare what is the same address, however it is written; a query is none of it. @see RFC 9449 §4.3 */
function names(htu: unknown, address: string): boolean {
  return typeof htu === 'string' && !/[?#]/.test(htu) && proofTarget(htu) === address;
}

/** The first member in which a key is not the one in use. */
function* otherKey(jwk: object, own: ProvenBefore['jwk'] = {}) {
  for (const [name, wanted] of Object.entries(own)) {
    const seen = (jwk as Record<string, unknown>)[name];
    if (seen === wanted) continue;
    yield wrongMember(`jwk.${name}`, seen, wanted);
    return;
  }
}

import { SHARED } from '../../oauth/client-assertion.ts';
import { claimText } from '../claim-text.ts';
import { givenValue } from '../given-parameter.ts';
import { ASYMMETRIC, isMasked } from '../jwt-members.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { readSentJwt } from '../sent-jwt.ts';

/** Bits of a signature: those of an RSA key's modulus, twice those of an elliptic curve. */
const SHORTEST = (alg: string) => (/^[PR]S/.test(alg) ? 2048 : 512);

/**
 * The key itself is not sent; its size shows in the length of what it signed. A shared secret counts where the bank
 * takes it, and the client chose so.
 */
export const assertionAlg: Rule<TokenRequestSubject> = {
  id: 'TQ13',
  slug: 'assertion-alg',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7518 §3.3; RFC 8725 §3.2',
  *check({ request, plan: { profile, draft } }) {
    const assertion = givenValue(request.parameters, 'client_assertion');
    const jwt = assertion && !isMasked(assertion) ? readSentJwt(assertion) : undefined;
    if (!jwt) return;
    const { alg } = jwt.header;
    const method = 'client_secret_jwt';
    const shares =
      draft.clientAuthentication === method && profile.clientAuthentication.includes(method);
    if (shares && SHARED.test(String(alg))) return;
    const bits = jwt.signatureLength * 8;
    const isShort = typeof alg === 'string' && bits < SHORTEST(alg);
    if (typeof alg !== 'string' || !ASYMMETRIC.test(alg) || isShort) {
      yield { facts: [claimText(alg), bits] };
    }
  },
};

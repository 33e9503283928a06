import { responseParameters } from '../../oauth/authorization-response.ts';
import type { OpenedResponse } from '../../oauth/signed-response.ts';
import { epochSeconds, TOLERANCE } from '../../time.ts';
import { decodeToken } from '../../tokens/decode-jwt.ts';
import { takesAlgorithm } from '../../tokens/verify/signature-algorithm.ts';
import { claimText } from '../claim-text.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

/** True for an answer whose members stand in a JWT that cannot be read. @see JARM §2.3 */
export function isInJwt(response: OpenedResponse): boolean {
  if (response.jwt === undefined) return false;
  return givenValue(responseParameters(response), 'response') !== undefined;
}

/** One finding for each check that fails, and one that says that nobody asked the bank's keys. */
export const jarmInvalid: Rule<ResponseSubject> = {
  id: 'AP22',
  slug: 'jarm-invalid',
  severity: 'error',
  actor: 'bank',
  source: 'JARM §2.4',
  *check({ response: { jwt }, expected: { issuer, clientId, nowMs, signed, signature } }) {
    if (!jwt) {
      if (signed) yield { facts: ['signature', 'plain', 'response=…'] };
      return;
    }
    const decoded = decodeToken(jwt);
    if (decoded.kind !== 'jwt' || !decoded.header || !decoded.claims) {
      yield { facts: ['JWT', decoded.kind, 'header.claims.signature'] };
      return;
    }
    const { alg } = decoded.header;
    if (!takesAlgorithm(alg, signed)) {
      yield { facts: ['alg', claimText(alg), signed?.join(', ') || 'PS256, ES256'] };
    } else if (!signature) {
      yield { facts: ['signature', '', claimText(alg)], severity: 'info', actor: 'extension' };
    } else if (signature.verdict !== 'good') {
      yield { facts: ['signature', signature.why ?? signature.verdict, claimText(alg)] };
    }
    const { iss, aud, exp } = decoded.claims;
    if (typeof iss !== 'string' || (issuer !== undefined && iss !== issuer)) {
      yield { facts: ['iss', claimText(iss), issuer ?? 'https://…'] };
    }
    if (aud === undefined || (clientId !== undefined && ![aud].flat().includes(clientId))) {
      yield { facts: ['aud', claimText(aud), clientId ?? 'client_id'] };
    }
    const over = nowMs === undefined ? Number.NEGATIVE_INFINITY : epochSeconds(nowMs) - TOLERANCE;
    if (typeof exp !== 'number' || exp <= over) {
      yield { facts: ['exp', claimText(exp), `> ${nowMs === undefined ? 'now' : over}`] };
    }
  },
};

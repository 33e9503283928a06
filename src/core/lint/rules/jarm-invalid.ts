import {
  type AuthorizationResponse,
  responseParameters,
} from '../../oauth/authorization-response.ts';
import { epochSeconds } from '../../time.ts';
import { decodeToken } from '../../tokens/decode-jwt.ts';
import { claimText } from '../claim-text.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

/** True for an answer whose members stand in a JWT. @see JARM §2.3 */
export function isInJwt(response: AuthorizationResponse): boolean {
  return givenValue(responseParameters(response), 'response') !== undefined;
}

/** One finding for each check that fails, and one that says what was not checked. */
export const jarmInvalid: Rule<ResponseSubject> = {
  id: 'AP22',
  slug: 'jarm-invalid',
  severity: 'error',
  actor: 'bank',
  source: 'JARM §2.4',
  *check({ response, expected: { issuer, clientId, nowMs } }) {
    const jwt = givenValue(responseParameters(response), 'response');
    if (jwt === undefined) return;
    const decoded = decodeToken(jwt);
    if (decoded.kind !== 'jwt' || !decoded.header || !decoded.claims) {
      yield { facts: ['JWT', decoded.kind, 'header.claims.signature'] };
      return;
    }
    const { alg } = decoded.header;
    if (typeof alg !== 'string' || alg.toLowerCase() === 'none') {
      yield { facts: ['alg', claimText(alg), 'PS256, ES256'] };
    }
    const { iss, aud, exp } = decoded.claims;
    if (typeof iss !== 'string' || (issuer !== undefined && iss !== issuer)) {
      yield { facts: ['iss', claimText(iss), issuer ?? 'https://…'] };
    }
    if (aud === undefined || (clientId !== undefined && ![aud].flat().includes(clientId))) {
      yield { facts: ['aud', claimText(aud), clientId ?? 'client_id'] };
    }
    if (typeof exp !== 'number' || (nowMs !== undefined && exp <= epochSeconds(nowMs))) {
      yield {
        facts: ['exp', claimText(exp), `> ${nowMs === undefined ? 'now' : epochSeconds(nowMs)}`],
      };
    }
    // No key is at hand yet; the sentence that says so is the message catalogue's.
    yield { facts: ['signature', '', claimText(alg)], severity: 'info', actor: 'extension' };
  },
};

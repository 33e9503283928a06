import { fillTemplate } from '../../banks/template.ts';
import { epochSeconds } from '../../time.ts';
import { type Claims, decodeToken } from '../../tokens/decode-jwt.ts';
import { valuesInUse } from '../bank-use.ts';
import { claimText } from '../claim-text.ts';
import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** Seconds that a request object may live; FAPI's limit. */
const LONGEST = 3600;

/**
 * One finding for each claim, and one for an object that the bank demands and nobody makes. An encrypted object cannot
 * be read, and is not judged.
 */
export const requestObjectClaims: Rule<AuthorizationRequestSubject> = {
  id: 'AQ24',
  slug: 'request-object-claims',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9101 §4, §5, §10.8; RFC 8725 §3',
  *check(subject) {
    const { profile, request, carriage } = subject;
    const { parameters } = request;
    const { requirement, audience, algorithms } = profile?.requestObject ?? {};
    const object = givenValue(parameters, 'request');
    if (object === undefined) {
      const isElsewhere = carriage?.object || givenValue(parameters, 'request_uri') !== undefined;
      if (requirement === 'required' && !isElsewhere) yield { facts: ['request', '–', 'JWT'] };
      return;
    }
    const decoded = decodeToken(object);
    if (decoded.kind === 'jwe') return;
    if (decoded.kind === 'opaque' || !decoded.claims) {
      yield { facts: ['JWT', '–', 'header.claims.signature'] };
      return;
    }
    const alg = decoded.header?.alg;
    const signature = decoded.parts[2];
    if (typeof alg !== 'string' || alg.toLowerCase() === 'none') {
      yield { facts: ['alg', claimText(alg), algorithms?.join(', ') ?? 'PS256, ES256'] };
    } else if (algorithms && !algorithms.includes(alg)) {
      yield { facts: ['alg', claimText(alg), algorithms.join(', ')] };
    } else if (signature?.start === signature?.end) {
      yield { facts: ['signature', '–', alg] };
    }
    const { claims } = decoded;
    const clientId = givenValue(parameters, 'client_id');
    for (const name of ['iss', 'client_id']) {
      const isOurs = clientId === undefined || claims[name] === clientId;
      if (!isOurs || claims[name] === undefined) {
        yield { facts: [name, claimText(claims[name]), clientId ?? 'client_id'] };
      }
    }
    const wanted = fillTemplate(audience ?? '{issuer}', valuesInUse(subject) ?? {});
    if (claims.aud === undefined || (wanted && ![claims.aud].flat().includes(wanted))) {
      yield { facts: ['aud', claimText(claims.aud), wanted || 'issuer'] };
    }
    const ends = lifetime(claims, subject.nowMs);
    if (ends === undefined || ends <= 0 || ends > LONGEST) {
      yield { facts: ['exp', claimText(claims.exp), `+1 … +${LONGEST} s`] };
    }
  },
};

/** Seconds until the object ends: from now, else from its own beginning; `undefined` when it never does. */
function lifetime({ exp, nbf, iat }: Claims, nowMs: number | undefined): number | undefined {
  if (typeof exp !== 'number') return undefined;
  const start = nowMs === undefined ? (nbf ?? iat) : epochSeconds(nowMs);
  return typeof start === 'number' ? exp - start : LONGEST;
}

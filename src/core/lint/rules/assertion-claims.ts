import { valuesInUse } from '../bank-use.ts';
import type { ExpectedRequest } from '../expected-request.ts';
import { givenValue } from '../given-parameter.ts';
import { isMasked, isNear, wrongMember } from '../jwt-members.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { readSentJwt } from '../sent-jwt.ts';

/** Seconds that an assertion may live. */
const LONGEST = 3600;

/** One finding for each claim. */
export const assertionClaims: Rule<TokenRequestSubject & ExpectedRequest> = {
  id: 'TQ12',
  slug: 'assertion-claims',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7523 §3',
  *check({ request, plan: { profile, draft }, template, nowMs, assertionSeenBefore }) {
    const assertion = givenValue(request.parameters, 'client_assertion');
    if (assertion === undefined || isMasked(assertion)) return;
    // What a profile writes there stands for an assertion that is signed elsewhere.
    if (template?.parameters.some(({ value }) => value === assertion)) return;
    const jwt = readSentJwt(assertion);
    if (!jwt) {
      yield wrongMember('JWT', undefined, 'header.claims.signature');
      return;
    }
    const { iss, sub, aud, exp, jti } = jwt.claims;
    const clientId = (givenValue(request.parameters, 'client_id') ?? draft.clientId) || iss;
    for (const [name, value] of Object.entries({ iss, sub })) {
      if (typeof value !== 'string' || value !== clientId) {
        yield wrongMember(name, value, typeof clientId === 'string' ? clientId : 'client_id');
      }
    }
    const endpoint = request.url.split(/[?#]/)[0] ?? '';
    const issuer = valuesInUse({ profile, ...draft })?.issuer;
    const accepted = [issuer ?? '', endpoint].filter((one) => one !== '');
    if (![aud].flat().some((one) => accepted.some((wanted) => wanted === one))) {
      yield wrongMember('aud', aud, accepted.join(' | '));
    }
    if (!isNear(exp, nowMs, 0, LONGEST)) yield wrongMember('exp', exp, `+1 … +${LONGEST} s`);
    if (typeof jti !== 'string' || jti === '' || assertionSeenBefore) {
      yield { facts: ['jti', assertionSeenBefore ? '=' : '–', '≠'] };
    }
  },
};

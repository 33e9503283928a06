import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import { VERIFIER_SHAPE } from '../pkce-shape.ts';
import type { Rule } from '../rule.ts';

/** The verifier's hash is given beside the challenge; a verifier that is absent or misshapen can never fit. */
export const verifierMissingOrWrong: Rule<TokenRequestSubject> = {
  id: 'TQ08',
  slug: 'verifier-missing-or-wrong',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7636 §4.5, §4.6',
  *check({ request, purpose, authorizationRequest }) {
    if (purpose !== 'exchange' || authorizationRequest?.codeChallenge === undefined) return;
    const verifier = givenValue(request.parameters, 'code_verifier') ?? '';
    const { codeChallenge, challengeOfVerifier } = authorizationRequest;
    const wrong = challengeOfVerifier !== undefined && challengeOfVerifier !== codeChallenge;
    if (!VERIFIER_SHAPE.test(verifier) || wrong) yield { facts: [verifier.length] };
  },
};

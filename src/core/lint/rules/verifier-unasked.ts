import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const verifierUnasked: Rule<TokenRequestSubject> = {
  id: 'TQ09',
  slug: 'verifier-unasked',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §4.8',
  *check({ request, purpose, authorizationRequest }) {
    if (purpose !== 'exchange' || !authorizationRequest) return;
    const verifier = givenValue(request.parameters, 'code_verifier');
    if (verifier !== undefined && authorizationRequest.codeChallenge === undefined) {
      yield { facts: [verifier.length] };
    }
  },
};

import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const pkceReused: Rule<AuthorizationRequestSubject> = {
  id: 'AQ13',
  slug: 'pkce-reused',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §2.1.1',
  *check({ request: { parameters }, history }) {
    const challenge = givenValue(parameters, 'code_challenge');
    if (challenge !== undefined && history?.challengeUsed) yield { facts: [challenge.length] };
  },
};

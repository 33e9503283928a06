import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const stateReused: Rule<AuthorizationRequestSubject> = {
  id: 'AQ08',
  slug: 'state-reused',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §2.1',
  *check({ request: { parameters }, history }) {
    const state = givenValue(parameters, 'state');
    if (state !== undefined && history?.stateUsed) yield { facts: [state.length] };
  },
};

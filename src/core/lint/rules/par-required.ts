import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const parRequired: Rule<AuthorizationRequestSubject> = {
  id: 'AQ22',
  slug: 'par-required',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9126 §5',
  *check({ request: { parameters }, profile, carriage }) {
    if (profile?.pushedRequests !== 'required' || carriage?.pushed) return;
    if (givenValue(parameters, 'request_uri') === undefined) yield { facts: [parameters.length] };
  },
};

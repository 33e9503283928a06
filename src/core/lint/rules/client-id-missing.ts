import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const clientIdMissing: Rule<AuthorizationRequestSubject> = {
  id: 'AQ02',
  slug: 'client-id-missing',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.1',
  *check({ request: { parameters }, profile }) {
    if (givenValue(parameters, 'client_id') === undefined) {
      yield { facts: [profile?.clientId.example ?? ''] };
    }
  },
};

import type { RequestUse } from '../bank-use.ts';
import type { ExpectedRequest } from '../expected-request.ts';
import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';

export const clientIdMissing: Rule<RequestUse & ExpectedRequest> = {
  id: 'AQ02',
  slug: 'client-id-missing',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.1',
  *check({ request: { parameters }, profile, taken }) {
    if (taken && !taken.includes('client_id')) return;
    if (givenValue(parameters, 'client_id') === undefined) {
      yield { facts: [profile?.clientId.example ?? ''] };
    }
  },
};

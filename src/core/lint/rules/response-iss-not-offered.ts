import { responseParameters } from '../../oauth/authorization-response.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';
import { isInJwt } from './jarm-invalid.ts';

/** Where the bank promises an `iss`, the rule for that speaks instead. */
export const responseIssNotOffered: Rule<ResponseSubject> = {
  id: 'AP11',
  slug: 'response-iss-not-offered',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9700 §4.4.2',
  *check({ response, expected: { issuerInResponse, otherBanksHere = 0 } }) {
    if (otherBanksHere === 0 || issuerInResponse === 'required' || isInJwt(response)) return;
    if (givenValue(responseParameters(response), 'iss') === undefined) {
      yield { facts: [otherBanksHere] };
    }
  },
};
